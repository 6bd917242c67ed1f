import type { Layer } from '../layer.ts'
import { noiseField } from '../noise.ts'
import { pick, type Range } from '../range.ts'
import type { Chromophore } from '../tissue.ts'

export type HaloStyle = {
  readonly chromophore: Chromophore
  readonly amount: Range
  /** How far it reaches, in radii of the lesion. */
  readonly reach: Range
}

/** A diffuse tint around the lesion that fades into the skin, such as redness. */
export function halo(style: HaloStyle): Layer {
  return (tissue, { depth }, random) => {
    const amount = pick(random, style.amount)
    const reach = pick(random, style.reach)
    const uneven = noiseField(tissue, { size: 2, octaves: 3 }, random)
    const plane = tissue.planes[style.chromophore]
    for (let i = 0; i < plane.length; i++) {
      const distance = depth[i]! / reach
      if (distance >= 1) continue
      const share = (1 - distance * distance) ** 2 * (1 + 0.6 * uneven[i]!)
      if (share > 0) plane[i]! += amount * share
    }
  }
}
