import type { Region } from './crop.ts'
import { type ResampleWeights, resampleWeights } from './resample.ts'
import type { RgbImage } from './types.ts'

/** Where a resized picture goes: channel c of pixel i is `data[i * pixelStride + c * channelStride]`. */
export type PixelTarget = {
  readonly data: Float32Array
  readonly pixelStride: number
  readonly channelStride: number
  /** Each channel is written as `value * gain + bias`, value 0 to 255. */
  readonly gain: readonly [number, number, number]
  readonly bias: readonly [number, number, number]
}

/**
 * Antialiased linear resize of a region into a target. Sums in double precision in a fixed order and rounds once, so every
 * platform writes the same bits.
 */
export function resizeRegion(
  image: RgbImage,
  region: Region,
  width: number,
  height: number,
  target: PixelTarget,
): void {
  const columns = resampleWeights(region.width, width)
  const rows = resampleWeights(region.height, height)
  const stride = image.width * 3
  const blended = new Float64Array(region.width * 3)
  for (let row = 0; row < height; row++) {
    const start = (region.top + rows.starts[row]!) * stride + region.left * 3
    const weights = rows.weights.subarray(row * rows.taps, (row + 1) * rows.taps)
    blendRows(image.data, start, stride, weights, blended)
    resampleRow(blended, columns, target, row * width)
  }
}

/** Antialiased linear resize of the whole picture, rounded back to 8 bits. */
export function resizeImage(image: RgbImage, width: number, height: number): RgbImage {
  const data = new Float32Array(width * height * 3)
  const region = { left: 0, top: 0, width: image.width, height: image.height }
  resizeRegion(image, region, width, height, {
    data,
    pixelStride: 3,
    channelStride: 1,
    gain: [1, 1, 1],
    bias: [0, 0, 0],
  })
  return { width, height, data: new Uint8ClampedArray(data) }
}

/** The weighted sum of rows `stride` apart, three at a time while there are three. */
function blendRows(
  data: RgbImage['data'],
  start: number,
  stride: number,
  weights: Float64Array,
  out: Float64Array,
): void {
  const length = out.length
  let first = start
  let tap = 0
  out.fill(0)
  for (; tap + 2 < weights.length; tap += 3) {
    const second = first + stride
    const third = second + stride
    const a = weights[tap]!
    const b = weights[tap + 1]!
    const c = weights[tap + 2]!
    for (let i = 0; i < length; i++) {
      out[i]! += a * data[first + i]! + b * data[second + i]! + c * data[third + i]!
    }
    first = third + stride
  }
  for (; tap < weights.length; tap++) {
    const weight = weights[tap]!
    for (let i = 0; i < length; i++) out[i]! += weight * data[first + i]!
    first += stride
  }
}

function resampleRow(
  source: Float64Array,
  { starts, weights, taps }: ResampleWeights,
  { data, pixelStride, channelStride, gain, bias }: PixelTarget,
  firstPixel: number,
): void {
  let target = firstPixel * pixelStride
  let weightIndex = 0
  for (let column = 0; column < starts.length; column++) {
    const end = weightIndex + taps
    let at = starts[column]! * 3
    let red = 0
    let green = 0
    let blue = 0
    for (; weightIndex < end; weightIndex++) {
      const weight = weights[weightIndex]!
      red += weight * source[at]!
      green += weight * source[at + 1]!
      blue += weight * source[at + 2]!
      at += 3
    }
    data[target] = red * gain[0] + bias[0]
    data[target + channelStride] = green * gain[1] + bias[1]
    data[target + 2 * channelStride] = blue * gain[2] + bias[2]
    target += pixelStride
  }
}
