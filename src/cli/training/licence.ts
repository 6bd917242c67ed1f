import type { Manifest } from '../../classifier/index.ts'
import type { Dataset } from '../../dataset/types.ts'

type Terms = Pick<Manifest, 'licence' | 'attribution'>

const HAM10000_TERMS: Terms = {
  licence:
    'CC BY-NC 4.0 (https://creativecommons.org/licenses/by-nc/4.0/): research and education, with attribution',
  attribution:
    'Trained on HAM10000: Tschandl, Rosendahl, Kittler: The HAM10000 dataset, a large collection of multi-source ' +
    'dermatoscopic images of common pigmented skin lesions, Sci. Data 5, 180161 (2018), doi:10.7910/DVN/DBW86T, CC BY-NC 4.0.',
}

const SYNTHETIC_TERMS: Terms = {
  licence: 'MIT',
  attribution: 'Trained on synthetic lesions drawn by DermaLite.',
}

/** Weights inherit the terms of the pictures that they were trained on. */
export function termsOf({ name, synthetic }: Dataset): Terms {
  if (synthetic) return SYNTHETIC_TERMS
  if (name === 'ham10000') return HAM10000_TERMS
  return {
    licence: `the terms of the data set "${name}"`,
    attribution: `Trained on the data set "${name}".`,
  }
}
