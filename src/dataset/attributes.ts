import type { Sample } from './types.ts'

/** What groups of patients and pictures are told apart by. */
export const ATTRIBUTES = ['age', 'sex', 'body site', 'source'] as const
export type Attribute = (typeof ATTRIBUTES)[number]

export const UNKNOWN = 'unknown'

/**
 * What the metadata of a sample says about its patient and its origin, in groups of a useful size: columns `age` (years),
 * `sex`, `localization` or `site`, `dataset` or `source`, as HAM10000 and ISIC name them.
 */
export function attributesOf({ metadata }: Pick<Sample, 'metadata'>): Record<Attribute, string> {
  return {
    age: ageBand(metadata.age),
    sex: known(metadata.sex),
    'body site': bodySite(known(metadata.localization || metadata.site)),
    source: known(metadata.dataset || metadata.source),
  }
}

/** Where an age band begins, in years. */
const AGE_BANDS = [0, 30, 45, 60, 75]

function ageBand(text: string | undefined): string {
  const age = Number(text)
  const index = AGE_BANDS.findLastIndex((start) => age >= start)
  if (!text || index < 0) return UNKNOWN
  const next = AGE_BANDS[index + 1]
  return next === undefined ? `${AGE_BANDS[index]} and over` : `${AGE_BANDS[index]}–${next - 1}`
}

const BODY_SITES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['face', 'scalp', 'ear', 'neck'].map((site) => [site, 'head and neck'])),
  ...Object.fromEntries(['back', 'chest', 'abdomen', 'trunk'].map((site) => [site, 'trunk'])),
  ...Object.fromEntries(['hand', 'foot', 'acral'].map((site) => [site, 'hands and feet'])),
  'upper extremity': 'arms',
  'lower extremity': 'legs',
}

function bodySite(site: string): string {
  return BODY_SITES[site] ?? site
}

function known(text: string | undefined): string {
  return text?.trim().toLowerCase() || UNKNOWN
}
