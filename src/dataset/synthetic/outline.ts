import type { Random } from '../../random.ts'
import { noiseField } from './noise.ts'
import type { Point } from './paint.ts'
import { pick, type Range } from './range.ts'
import type { Tissue } from './tissue.ts'

export type OutlineStyle = {
  /** Mean radius, millimetres. */
  readonly radius: Range
  /** Share by which the long axis exceeds the mean radius. */
  readonly elongation: Range
  /** Shares by which bulges and bays leave the ellipse. */
  readonly irregularity: Range
  /** Depth of the teeth of the border, millimetres. */
  readonly jaggedness: Range
  /** Over which the border fades, millimetres. */
  readonly softness: Range
}

/** The shape of a lesion. */
export type Outline = {
  /** Mean radius, millimetres. */
  readonly radius: number
  /** How much each pixel belongs to the lesion, 0 to 1. */
  readonly mask: Float32Array
  /** Of each pixel, how far out it is: 0 at the centre, 1 at the border, more outside. */
  readonly depth: Float32Array
  /** The skin at an angle (radians) and a depth. */
  at(angle: number, depth: number): Point
}

const ANGLES = 720
const BULGES = [2, 3, 4, 5, 6, 7]

/** A closed curve around the origin: an ellipse with low harmonics, its border roughened by noise. */
export function drawOutline(tissue: Tissue, style: OutlineStyle, random: Random): Outline {
  const radius = pick(random, style.radius)
  const radii = polarRadii(radius, style, random)
  const jaggedness = pick(random, style.jaggedness)
  const softness = pick(random, style.softness)
  const teeth = noiseField(tissue, { size: 0.9, octaves: 3 }, random)
  const { x, y } = tissue
  const mask = new Float32Array(x.length)
  const depth = new Float32Array(x.length)
  for (let i = 0; i < x.length; i++) {
    const border = radiusAt(radii, Math.atan2(y[i]!, x[i]!))
    const distance = Math.sqrt(x[i]! * x[i]! + y[i]! * y[i]!)
    const inside = border - distance + jaggedness * teeth[i]! * Math.min(1, distance / border)
    const t = inside / softness / 2 + 0.5
    mask[i] = t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t)
    depth[i] = Math.max(0, 1 - inside / border)
  }
  const at = (angle: number, share: number) => {
    const length = radiusAt(radii, angle) * share
    return { x: Math.cos(angle) * length, y: Math.sin(angle) * length }
  }
  return { radius, mask, depth, at }
}

function polarRadii(radius: number, style: OutlineStyle, random: Random): Float32Array {
  const elongation = pick(random, style.elongation)
  const irregularity = pick(random, style.irregularity)
  const long = random.uniform(0, Math.PI)
  const bulges = BULGES.map((cycles) => ({
    cycles,
    size: (irregularity * random.normal()) / Math.sqrt(cycles),
    phase: random.uniform(0, 2 * Math.PI),
  }))
  return Float32Array.from({ length: ANGLES }, (_, step) => {
    const angle = (step / ANGLES) * 2 * Math.PI
    const share = bulges.reduce(
      (sum, { cycles, size, phase }) => sum + size * Math.cos(cycles * angle + phase),
      1 + elongation * Math.cos(2 * (angle - long)),
    )
    return radius * Math.max(0.35, share)
  })
}

/** Linear between the steps. */
function radiusAt(radii: Float32Array, angle: number): number {
  const position = ((angle / (2 * Math.PI) + 1) % 1) * ANGLES
  const step = Math.floor(position)
  const from = radii[step % ANGLES]!
  return from + (position - step) * (radii[(step + 1) % ANGLES]! - from)
}
