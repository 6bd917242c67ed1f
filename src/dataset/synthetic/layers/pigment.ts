import type { Layer } from '../layer.ts'
import { noiseField } from '../noise.ts'
import { pick, pickSigned, type Range } from '../range.ts'
import type { Chromophore } from '../tissue.ts'

export type PigmentStyle = {
  readonly chromophore: Chromophore
  /** Amount on the average. */
  readonly amount: Range
  /** How uneven it is, as a share of the amount. */
  readonly mottling: Range
  /** Size of its patches, millimetres. */
  readonly patchSize: Range
  /** Share by which the centre exceeds the border; below 0 the border is darker. */
  readonly centre: Range
  /** Share by which one side exceeds the other. */
  readonly slope: Range
}

/** The colour that fills the lesion, out to its border. */
export function pigment(style: PigmentStyle): Layer {
  return (tissue, { mask, depth, radius }, random) => {
    const amount = pick(random, style.amount)
    const mottling = pick(random, style.mottling)
    const centre = pick(random, style.centre)
    const slope = pickSigned(random, style.slope) / radius
    const patches = { size: pick(random, style.patchSize), octaves: 4 }
    const uneven = noiseField(tissue, patches, random, mask)
    const plane = tissue.planes[style.chromophore]
    for (let i = 0; i < plane.length; i++) {
      if (mask[i] === 0) continue
      const profile = 1 + centre * (0.6 - depth[i]!) + slope * tissue.x[i]!
      const share = profile * (1 + mottling * uneven[i]!)
      if (share > 0) plane[i]! += mask[i]! * amount * share
    }
  }
}
