import { createInk, mix } from '../ink.ts'
import type { Layer } from '../layer.ts'
import { noiseField } from '../noise.ts'
import { pick, pickCount, type Range } from '../range.ts'
import type { Amounts } from '../tissue.ts'

export type AreasStyle = {
  readonly count: Range
  /** Radius in radii of the lesion. */
  readonly size: Range
  /** How far out the centres lie, 0 the centre and 1 the border. */
  readonly depth: Range
  /** What the area is made of, in place of what was there. */
  readonly amounts: Amounts
  readonly opacity: Range
  /** How frayed it is: 0 a disc, 1 torn apart. */
  readonly fraying: Range
}

/** Structureless areas of another colour within the lesion: dark blotches, a blue-white veil, a scar. */
export function areas(style: AreasStyle): Layer {
  return (tissue, { at, mask, radius }, random) => {
    const ink = createInk(tissue, style.amounts)
    const { x, y } = tissue
    const count = pickCount(random, style.count)
    for (let area = 0; area < count; area++) {
      const centre = at(random.uniform(0, 2 * Math.PI), pick(random, style.depth))
      const size = pick(random, style.size) * radius
      const opacity = pick(random, style.opacity)
      const fraying = pick(random, style.fraying)
      const torn = noiseField(tissue, { size: 1.4, octaves: 4 }, random, mask)
      for (let i = 0; i < x.length; i++) {
        if (mask[i] === 0) continue
        const dx = (x[i]! - centre.x) / size
        const dy = (y[i]! - centre.y) / size
        const inside = 1 - dx * dx - dy * dy + 1.2 * fraying * torn[i]!
        if (inside <= 0) continue
        const full = Math.min(1, inside)
        const coverage = opacity * mask[i]! * full * full * (3 - 2 * full)
        mix(ink, i, coverage, 1 + 0.3 * torn[i]!)
      }
    }
  }
}
