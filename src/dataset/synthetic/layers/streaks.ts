import type { Layer } from '../layer.ts'
import { paintDisc, paintStroke } from '../paint.ts'
import { pick, pickCount, type Range } from '../range.ts'

export type StreaksStyle = {
  readonly count: Range
  /** Share of the border that has them. */
  readonly arc: Range
  /** Beyond the border, in radii of the lesion. */
  readonly length: Range
  /** Millimetres. */
  readonly width: Range
  readonly melanin: Range
  /** Radius of the bulb at the end of a pseudopod, in widths; 0 ends in a point. */
  readonly bulb: Range
}

const OPACITY = 0.6

/** Radial lines that grow out of the border: streaks, or pseudopods where they end in bulbs. */
export function streaks(style: StreaksStyle): Layer {
  return (tissue, { at }, random) => {
    const count = pickCount(random, style.count)
    const start = random.uniform(0, 2 * Math.PI)
    const arc = 2 * Math.PI * pick(random, style.arc)
    const amounts = { melanin: pick(random, style.melanin) }
    for (let streak = 0; streak < count; streak++) {
      const angle = start + (arc * (streak + random.uniform())) / count
      const tip = 1 + pick(random, style.length)
      const bend = 0.06 * random.normal()
      const width = pick(random, style.width)
      const bulb = pick(random, style.bulb) * width
      const path = [at(angle, 0.8), at(angle + bend / 2, (0.8 + tip) / 2), at(angle + bend, tip)]
      paintStroke(tissue, path, [width, bulb > 0 ? width : width / 3], amounts, OPACITY)
      if (bulb > 0) paintDisc(tissue, path[2]!, bulb, 0.5, amounts, OPACITY)
    }
  }
}
