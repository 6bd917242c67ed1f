import type { Region } from '../crop.ts'
import type { RgbImage, ScalarMap } from '../types.ts'
import type { Mask } from './mask.ts'

/** How much larger a map is in the mean inside a mask than outside; 0 where one of them is empty. */
export function contrastOf({ data: values }: ScalarMap, { data }: Mask): number {
  let [inside, outside, count] = [0, 0, 0]
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 1) {
      inside += values[i]!
      count += 1
    } else outside += values[i]!
  }
  if (count === 0 || count === data.length) return 0
  return inside / count - outside / (data.length - count)
}

/** Share of the border of the picture that a mask covers, 0 to 1; corners count for both sides. */
export function borderShareOf({ width, height, data }: Mask): number {
  let covered = 0
  for (let x = 0; x < width; x++) covered += data[x]! + data[(height - 1) * width + x]!
  for (let y = 0; y < height; y++) covered += data[y * width]! + data[(y + 1) * width - 1]!
  return covered / (2 * (width + height))
}

/**
 * How much more of a shape one side of the picture cuts off than the opposite one, in shares of its outline (along the
 * edges of positions): 0 for one that is whole or fills the picture evenly, about 0.26 for a disc cut in half.
 */
export function oneSidedCut({ width, height, data }: Mask): number {
  let [left, right, top, bottom, outline] = [0, 0, 0, 0, 0]
  for (let y = 0, i = 0; y < height; y++) {
    left += data[y * width]!
    right += data[(y + 1) * width - 1]!
    for (let x = 0; x < width; x++, i++) {
      if (data[i] === 0) continue
      if (x === 0 || data[i - 1] === 0) outline += 1
      if (x === width - 1 || data[i + 1] === 0) outline += 1
      if (y === 0 || data[i - width] === 0) outline += 1
      if (y === height - 1 || data[i + width] === 0) outline += 1
    }
  }
  for (let x = 0; x < width; x++) {
    top += data[x]!
    bottom += data[(height - 1) * width + x]!
  }
  return outline === 0 ? 0 : Math.max(Math.abs(left - right), Math.abs(top - bottom)) / outline
}

/** The pixels of a picture that the positions inside a mask cover; the mask must not be empty. */
export function boxOf({ width, height, data }: Mask, image: RgbImage): Region {
  let [left, right, top, bottom] = [width, 0, height, 0]
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (data[i] === 0) continue
      if (x < left) left = x
      if (x >= right) right = x + 1
      if (y < top) top = y
      bottom = y + 1
    }
  }
  const toPixels = (position: number, size: number, pixels: number) =>
    Math.round((position * pixels) / size)
  const [x, y] = [toPixels(left, width, image.width), toPixels(top, height, image.height)]
  return {
    left: x,
    top: y,
    width: toPixels(right, width, image.width) - x,
    height: toPixels(bottom, height, image.height) - y,
  }
}
