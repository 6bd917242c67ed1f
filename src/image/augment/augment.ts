import type { Random } from '../../random.ts'
import { shadesOfGrey } from '../colour-constancy.ts'
import { normalise } from '../normalise.ts'
import type { InputSpec, RgbImage } from '../types.ts'
import { jitterColour } from './colour.ts'
import { drawHairs, eraseRectangle } from './occlusion.ts'
import type { AugmentOptions } from './options.ts'
import { changeSharpness } from './sharpness.ts'
import { drawWarp, sampleWarp } from './warp.ts'

/**
 * One random view of a picture as the network's input. The same stream of random numbers gives the same view.
 *
 * @param image its short side should be about 1.25 times `spec.size`: the view is sampled without antialiasing
 * @returns [3, S, S], channels first, normalised
 */
export function augment(
  image: RgbImage,
  spec: InputSpec,
  options: AugmentOptions,
  random: Random,
  out: Float32Array = new Float32Array(3 * spec.size * spec.size),
): Float32Array {
  const { size } = spec
  const pixels = new Float32Array(size * size * 3)
  sampleWarp(image, drawWarp(image, size, options, random), size, pixels)
  if (random.chance(options.blur)) changeSharpness(pixels, size, random.uniform(0.5, 1.5))
  else if (random.chance(options.sharpen)) changeSharpness(pixels, size, -random.uniform(0.3, 1.2))
  if (random.chance(options.colourConstancy)) shadesOfGrey(pixels)
  jitterColour(pixels, options, random)
  if (random.chance(options.hair)) drawHairs(pixels, size, random)
  if (random.chance(options.erase)) eraseRectangle(pixels, size, random)
  return normalise(pixels, spec, out)
}
