import { normalise } from './normalise.ts'
import { resizeRegion } from './resize.ts'
import type { InputSpec, RgbImage } from './types.ts'

/**
 * Decoded pixels to what a network takes: the centre square, antialiased resize to `size`, `(value / 255 - mean) / std`.
 * Plain double arithmetic in a fixed order, so every platform gives the same bits.
 *
 * @param out where to write, at least 3 S S long; a new array where left out
 * @returns [3, S, S], channels first
 */
export function preprocess(
  image: RgbImage,
  spec: InputSpec,
  out: Float32Array = new Float32Array(3 * spec.size * spec.size),
): Float32Array {
  const side = Math.min(image.width, image.height)
  const region = {
    left: Math.floor((image.width - side) / 2),
    top: Math.floor((image.height - side) / 2),
    width: side,
    height: side,
  }
  const resized = resizeRegion(image, region, spec.size, spec.size)
  return normalise(resized, spec, out)
}
