import type { Random } from '../../random.ts'
import { shadesOfGrey } from '../colour-constancy.ts'
import { normalise } from '../normalise.ts'
import type { InputSpec, RgbImage } from '../types.ts'
import { applyColourShift, drawColourShift } from './colour.ts'
import { eraseRectangle } from './erase.ts'
import { drawHairs } from './hair.ts'
import { compressAsJpeg } from './jpeg.ts'
import type { AugmentOptions } from './options.ts'
import { drawRuler } from './ruler.ts'
import { blur, sharpen } from './sharpness.ts'
import { drawWarp, sampleWarp } from './warp.ts'

/** The short side of a picture to augment, in sides of the view: room to move and turn in, and no aliasing. */
export const SOURCE_MARGIN = 1.25

/**
 * One random view of a picture as the network's input.
 *
 * @param image its short side should be about `SOURCE_MARGIN` times the input's: the view is sampled without antialiasing
 * @param random the same stream of random numbers gives the same view
 * @param out where to write, at least 3 S S long; a new array where left out
 * @returns [3, S, S], channels first, normalised
 */
export type Augment = (image: RgbImage, random: Random, out?: Float32Array) => Float32Array

/**
 * Views are made in the order in which a camera would: the skin and what lies on it, the lens, the sensor's colours, the
 * file.
 */
export function createAugment(spec: InputSpec, options: AugmentOptions): Augment {
  const length = 3 * spec.size ** 2
  const pixels = new Float32Array(length)
  return (image, random, out = new Float32Array(length)) => {
    drawView(image, spec.size, options, random, pixels)
    return normalise(pixels, spec, out)
  }
}

/** @param pixels [size, size, 3] interleaved, 0 to 255; overwritten */
function drawView(
  image: RgbImage,
  size: number,
  options: AugmentOptions,
  random: Random,
  pixels: Float32Array,
): void {
  sampleWarp(image, drawWarp(image, size, options, random), size, pixels)
  if (random.chance(options.hair)) drawHairs(pixels, size, random)
  if (random.chance(options.ruler)) drawRuler(pixels, size, random)
  if (random.chance(options.blur)) blur(pixels, size, random.uniform(0.5, 0.9))
  else if (random.chance(options.sharpen)) sharpen(pixels, size, random.uniform(0.3, 1.2))
  if (random.chance(options.colourConstancy)) shadesOfGrey(pixels)
  applyColourShift(pixels, drawColourShift(options, random))
  if (random.chance(options.jpeg)) compressAsJpeg(pixels, size, random.uniform(30, 90))
  if (random.chance(options.erase)) eraseRectangle(pixels, size, random)
}
