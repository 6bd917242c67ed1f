import type { RgbImage, ScalarMap } from '../types.ts'

/** Brightness as ITU-R BT.601 weighs the channels, 0 to 255. */
export function lumaOf({ width, height, data }: RgbImage): ScalarMap {
  const luma = new Float32Array(width * height)
  for (let i = 0, at = 0; i < luma.length; i++, at += 3) {
    luma[i] = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
  }
  return { width, height, data: luma }
}
