import type { Random } from '../../../random.ts'
import type { Layer } from '../layer.ts'
import { type Point, paintStroke } from '../paint.ts'
import { pick, pickCount, type Range } from '../range.ts'
import type { Amounts, Tissue } from '../tissue.ts'

export type VesselsStyle = {
  readonly count: Range
  /** How far out they begin, 0 the centre and 1 the border. */
  readonly depth: Range
  /** Of a stem, millimetres. */
  readonly length: Range
  /** Of a stem, millimetres; it narrows to a third. */
  readonly width: Range
  /** How much they wind: turn at each step, radians. */
  readonly winding: number
  /** How many times they divide. */
  readonly branchings: Range
  readonly amounts: Amounts
  readonly opacity: Range
}

const STEP = 0.1

/** Blood vessels: trees that divide, or single winding lines where they do not. */
export function vessels(style: VesselsStyle): Layer {
  return (tissue, { at }, random) => {
    const count = pickCount(random, style.count)
    for (let stem = 0; stem < count; stem++) {
      const angle = random.uniform(0, 2 * Math.PI)
      const root = at(angle, pick(random, style.depth))
      const inwards = angle + Math.PI + 0.7 * random.normal()
      const branchings = pickCount(random, style.branchings)
      grow(tissue, style, random, root, inwards, {
        length: pick(random, style.length),
        width: pick(random, style.width),
        opacity: pick(random, style.opacity),
        branchings,
      })
    }
  }
}

type Branch = {
  readonly length: number
  readonly width: number
  readonly opacity: number
  readonly branchings: number
}

function grow(
  tissue: Tissue,
  style: VesselsStyle,
  random: Random,
  root: Point,
  heading: number,
  { length, width, opacity, branchings }: Branch,
): void {
  const points = [root]
  let direction = heading
  for (let grown = 0; grown < length; grown += STEP) {
    const { x, y } = points[points.length - 1]!
    direction += style.winding * random.normal()
    points.push({ x: x + STEP * Math.cos(direction), y: y + STEP * Math.sin(direction) })
  }
  const tip = branchings > 0 ? width * 0.7 : width / 3
  paintStroke(tissue, points, [width, tip], style.amounts, opacity)
  if (branchings === 0) return
  const fork = random.uniform(0.35, 0.6)
  const child = { width: tip, opacity, branchings: branchings - 1 }
  const end = points[points.length - 1]!
  const middle = points[points.length >> 1]!
  for (const [from, turn] of [
    [end, fork],
    [end, -fork],
    [middle, random.chance(0.5) ? 0.9 : -0.9],
  ] as const) {
    const next = { ...child, length: length * random.uniform(0.5, 0.85) }
    grow(tissue, style, random, from, direction + turn, next)
  }
}
