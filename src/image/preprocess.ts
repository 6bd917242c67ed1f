import { centreSquare } from './crop.ts'
import { normalisation } from './normalise.ts'
import { resizeRegion } from './resize.ts'
import type { InputSpec, RgbImage } from './types.ts'

/**
 * Decoded pixels to what a network takes: the centre square, antialiased resize to `size`, `(value / 255 - mean) / std`.
 * The same pixels give the same bits on every platform.
 *
 * @param out where to write, at least 3 S S long; a new array where left out
 * @returns [3, S, S], channels first
 */
export function preprocess(
  image: RgbImage,
  spec: InputSpec,
  out: Float32Array = new Float32Array(3 * spec.size * spec.size),
): Float32Array {
  const { size } = spec
  resizeRegion(image, centreSquare(image), size, size, {
    data: out,
    pixelStride: 1,
    channelStride: size * size,
    ...normalisation(spec),
  })
  return out
}
