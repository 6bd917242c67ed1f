import type { Random } from '../../random.ts'
import { clampToByte } from './clamp.ts'
import type { AugmentOptions } from './options.ts'

/** colour' = matrix * colour + offset, on RGB from 0 to 255. */
export type ColourShift = {
  /** [3, 3] row-major. */
  readonly matrix: readonly number[]
  readonly offset: number
}

const MID_GREY = 127.5
/** Luma weights of ITU-R BT.601. */
const LUMA = [0.299, 0.587, 0.114] as const

/** White balance, brightness, contrast, hue and saturation, in this order, as one matrix. */
export function drawColourShift(options: AugmentOptions, random: Random): ColourShift {
  const factor = (range: number) => 1 + random.uniform(-range, range)
  const contrast = factor(options.contrast)
  const brightness = factor(options.brightness)
  const saturation = factor(options.saturation)
  const gains = [factor(options.gain), factor(options.gain), factor(options.gain)] as const
  const hue = hueRotation(2 * Math.PI * random.uniform(-options.hue, options.hue))
  const luma = multiply(LUMA, hue)
  const matrix = hue.map((value, index) => {
    const column = index % 3
    const saturated = saturation * value + (1 - saturation) * luma[column]!
    return saturated * gains[column]! * brightness * contrast
  })
  return { matrix, offset: MID_GREY * (1 - contrast) }
}

/** In place, on interleaved RGB; the result is clamped to 0..255. */
export function applyColourShift(pixels: Float32Array, { matrix, offset }: ColourShift): void {
  const [rr, rg, rb, gr, gg, gb, br, bg, bb] = matrix as [
    ...[number, number, number],
    ...[number, number, number],
    ...[number, number, number],
  ]
  for (let i = 0; i < pixels.length; i += 3) {
    const red = pixels[i]!
    const green = pixels[i + 1]!
    const blue = pixels[i + 2]!
    pixels[i] = clampToByte(rr * red + rg * green + rb * blue + offset)
    pixels[i + 1] = clampToByte(gr * red + gg * green + gb * blue + offset)
    pixels[i + 2] = clampToByte(br * red + bg * green + bb * blue + offset)
  }
}

/** Rotation about the grey axis (Rodrigues), [3, 3] row-major. */
function hueRotation(angle: number): number[] {
  const cosine = Math.cos(angle)
  const along = (1 - cosine) / 3
  const across = Math.sin(angle) / Math.sqrt(3)
  const same = along + cosine
  const [before, after] = [along - across, along + across]
  return [same, before, after, after, same, before, before, after, same]
}

/** Row vector times a [3, 3] matrix. */
function multiply(row: readonly [number, number, number], matrix: readonly number[]): number[] {
  return [0, 1, 2].map(
    (column) =>
      row[0] * matrix[column]! + row[1] * matrix[3 + column]! + row[2] * matrix[6 + column]!,
  )
}
