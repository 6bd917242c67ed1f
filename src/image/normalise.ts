import type { InputSpec } from './types.ts'

/**
 * Interleaved RGB, 0 to 255, to channels first, `(value / 255 - mean) / std`.
 *
 * @param pixels [S, S, 3]
 * @param out [3, S, S]
 */
export function normalise(
  pixels: Float32Array,
  { size, mean, std }: InputSpec,
  out: Float32Array,
): Float32Array {
  const count = size * size
  for (let channel = 0; channel < 3; channel++) {
    const factor = 1 / (255 * std[channel]!)
    const shift = mean[channel]! / std[channel]!
    const start = channel * count
    for (let pixel = 0; pixel < count; pixel++) {
      out[start + pixel] = pixels[pixel * 3 + channel]! * factor - shift
    }
  }
  return out
}
