import { createRandom, type Random } from '../../random.ts'
import type { Tissue } from './tissue.ts'

export type NoiseScale = {
  /** Size of the largest features, millimetres. */
  readonly size: number
  /** Each further octave has features half as large and half as strong. */
  readonly octaves: number
}

/** Gradients on a lattice that repeats after this many cells. */
const PERIOD = 128
const GRADIENT_STREAM = 0x67726164
/** Brings the noise to a standard deviation of about 1/2. */
const GAIN = 2

const gradients = createGradients()

/**
 * Smooth noise around 0, mostly within -1 and 1, over the skin: gradient noise (Perlin, Improving noise, 2002), turned and moved at random.
 *
 * @param where only pixels where it is above 0 are computed; the others stay 0
 * @returns one value a pixel
 */
export function noiseField(
  { x, y }: Tissue,
  { size, octaves }: NoiseScale,
  random: Random,
  where?: Float32Array,
): Float32Array {
  const field = new Float32Array(x.length)
  let strength = GAIN
  let frequency = 1 / size
  for (let octave = 0; octave < octaves; octave++) {
    addOctave(field, x, y, strength, frequency, random, where)
    strength /= 2
    frequency *= 2
  }
  return field
}

function addOctave(
  field: Float32Array,
  x: Float32Array,
  y: Float32Array,
  strength: number,
  frequency: number,
  random: Random,
  where: Float32Array | undefined,
): void {
  const angle = random.uniform(0, 2 * Math.PI)
  const cosine = Math.cos(angle) * frequency
  const sine = Math.sin(angle) * frequency
  const shiftX = random.uniform(0, PERIOD)
  const shiftY = random.uniform(0, PERIOD)
  for (let i = 0; i < field.length; i++) {
    if (where !== undefined && where[i] === 0) continue
    const u = cosine * x[i]! - sine * y[i]! + shiftX
    const v = sine * x[i]! + cosine * y[i]! + shiftY
    const left = Math.floor(u)
    const top = Math.floor(v)
    const fx = u - left
    const fy = v - top
    const sx = fade(fx)
    const upper = corner(left, top, fx, fy)
    const upperRow = upper + sx * (corner(left + 1, top, fx - 1, fy) - upper)
    const lower = corner(left, top + 1, fx, fy - 1)
    const lowerRow = lower + sx * (corner(left + 1, top + 1, fx - 1, fy - 1) - lower)
    field[i]! += strength * (upperRow + fade(fy) * (lowerRow - upperRow))
  }
}

function corner(column: number, row: number, fx: number, fy: number): number {
  const at = ((row & (PERIOD - 1)) * PERIOD + (column & (PERIOD - 1))) * 2
  return gradients[at]! * fx + gradients[at + 1]! * fy
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10)
}

/** Unit vectors, interleaved. */
function createGradients(): Float32Array {
  const random = createRandom(GRADIENT_STREAM)
  const table = new Float32Array(PERIOD * PERIOD * 2)
  for (let at = 0; at < table.length; at += 2) {
    const angle = random.uniform(0, 2 * Math.PI)
    table[at] = Math.cos(angle)
    table[at + 1] = Math.sin(angle)
  }
  return table
}
