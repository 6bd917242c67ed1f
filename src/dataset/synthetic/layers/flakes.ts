import { createInk, mix } from '../ink.ts'
import type { Layer } from '../layer.ts'
import { noiseField } from '../noise.ts'
import { pick, type Range } from '../range.ts'
import type { Amounts } from '../tissue.ts'

export type FlakesStyle = {
  /** Size of the flakes, millimetres. */
  readonly size: Range
  /** Rough share of the lesion that they cover, 0 to 1. */
  readonly share: Range
  /** How sharp their edges are: 1 soft, 10 torn. */
  readonly sharpness: number
  readonly amounts: Amounts
  readonly opacity: Range
  /** Depth beyond which there are none: 1 the border. */
  readonly reach: number
}

/** Irregular pieces on the surface: white or yellow scale, crusts of dried blood. */
export function flakes(style: FlakesStyle): Layer {
  return (tissue, { depth, mask }, random) => {
    const ink = createInk(tissue, style.amounts)
    const share = pick(random, style.share)
    const opacity = pick(random, style.opacity)
    const pieces = noiseField(tissue, { size: pick(random, style.size), octaves: 4 }, random, mask)
    const threshold = 1.1 * (1 - 2 * share)
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0) continue
      const room = Math.min(1, Math.max(0, (style.reach - depth[i]!) * 4))
      const raised = (pieces[i]! - threshold) * style.sharpness
      if (raised <= 0 || room === 0) continue
      const coverage = opacity * mask[i]! * room * Math.min(1, raised)
      mix(ink, i, coverage)
    }
  }
}
