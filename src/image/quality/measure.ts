import { greenThumbnail, thumbnail } from '../thumbnail.ts'
import type { RgbImage } from '../types.ts'
import { brightness, clippedShare } from './exposure.ts'
import { glareShare } from './glare.ts'
import { lumaOf } from './luma.ts'
import { sharpness } from './sharpness.ts'

/** What is measured about a picture, fast enough for each frame of a camera. */
export type QualityMeasures = {
  /** Fine against coarse detail: about 0.35 where the picture is sharp, below 0.2 where it is not. */
  readonly sharpness: number
  /** 90th percentile of the brightness, 0 to 1. */
  readonly brightness: number
  /** Share of the picture that lost colour to too much light, 0 to 1. */
  readonly clipped: number
  /** Share of the picture that is white, 0 to 1. */
  readonly glare: number
}

/** Focus shows in fine patterns, light does not. */
const FOCUS_SIDE = 128
const LIGHT_SIDE = 64

/** Measures sharpness on the green channel, at 128 positions along the long side, and light at 64. */
export function measureQuality(image: RgbImage): QualityMeasures {
  const small = thumbnail(image, LIGHT_SIDE)
  return {
    sharpness: sharpness(greenThumbnail(image, FOCUS_SIDE)),
    brightness: brightness(lumaOf(small)),
    clipped: clippedShare(small),
    glare: glareShare(small),
  }
}
