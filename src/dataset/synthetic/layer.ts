import type { Random } from '../../random.ts'
import type { Outline } from './outline.ts'
import type { Tissue } from './tissue.ts'

/**
 * One visual ingredient: changes the tissue in place. What it draws from `random` must not depend on the size or the view
 * of the picture, so that the same stream shows the same lesion in every view.
 */
export type Layer = (tissue: Tissue, outline: Outline, random: Random) => void

/** A layer that some lesions have. */
export function sometimes(probability: number, layer: Layer): Layer {
  return (tissue, outline, random) => {
    if (random.chance(probability)) layer(tissue, outline, random)
  }
}

/** One of several variants, all equally frequent; a variant is layers from bottom to top. */
export function oneOf(...variants: readonly (readonly Layer[])[]): Layer {
  return (tissue, outline, random) => {
    for (const layer of variants[random.int(variants.length)]!) layer(tissue, outline, random)
  }
}
