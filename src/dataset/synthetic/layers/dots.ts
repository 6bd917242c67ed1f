import type { Layer } from '../layer.ts'
import { paintDisc } from '../paint.ts'
import { pick, pickCount, type Range } from '../range.ts'
import type { Amounts } from '../tissue.ts'

export type DotsStyle = {
  readonly count: Range
  /** Millimetres. */
  readonly radius: Range
  /** How far out they lie, 0 the centre and 1 the border; evenly by area. */
  readonly depth: Range
  readonly amounts: Amounts
  readonly opacity: Range
  /** Share of the radius over which they fade, 0 to 1. */
  readonly softness: number
}

/** Round structures: dots and globules, milia-like cysts, follicle openings, blue-grey nests. */
export function dots(style: DotsStyle): Layer {
  const [inner, outer] = style.depth
  return (tissue, { at }, random) => {
    const count = pickCount(random, style.count)
    for (let dot = 0; dot < count; dot++) {
      const depth = Math.sqrt(random.uniform(inner * inner, outer * outer))
      const centre = at(random.uniform(0, 2 * Math.PI), depth)
      const radius = pick(random, style.radius)
      const opacity = pick(random, style.opacity)
      paintDisc(tissue, centre, radius, style.softness, style.amounts, opacity)
    }
  }
}
