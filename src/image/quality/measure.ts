import { thumbnail } from '../thumbnail.ts'
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

const LONG_SIDE = 128

/** Measures sharpness and light on a picture of 128 positions. */
export function measureQuality(image: RgbImage): QualityMeasures {
  const small = thumbnail(image, LONG_SIDE)
  const luma = lumaOf(small)
  return {
    sharpness: sharpness(luma),
    brightness: brightness(luma),
    clipped: clippedShare(small),
    glare: glareShare(small),
  }
}
