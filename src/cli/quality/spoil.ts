import type { Region } from '../../image/crop.ts'
import type { Lesion } from '../../image/lesion/find-lesion.ts'
import type { RgbImage } from '../../image/types.ts'

/** Gaussian blur, borders extended. @param sigma standard deviation, pixels */
export function blurImage(image: RgbImage, sigma: number): RgbImage {
  const { width, height } = image
  const kernel = gaussianKernel(sigma)
  const source = Float32Array.from(image.data)
  const across = new Float32Array(source.length)
  const blurred = new Float32Array(source.length)
  blurLines(source, across, kernel, { lines: height, line: width * 3, length: width, step: 3 })
  blurLines(across, blurred, kernel, {
    lines: width,
    line: 3,
    length: height,
    step: width * 3,
  })
  return { width, height, data: Uint8ClampedArray.from(blurred) }
}

/** The picture under more or less light, cut off at white. */
export function scaleLight({ width, height, data }: RgbImage, factor: number): RgbImage {
  return { width, height, data: Uint8ClampedArray.from(data, (value) => value * factor) }
}

/** A white disc beside the centre, as a reflection, that covers a share of the picture. */
export function addGlare({ width, height, data }: RgbImage, share: number): RgbImage {
  const glared = Uint8ClampedArray.from(data)
  const radius = Math.sqrt((share * width * height) / Math.PI)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const distance = Math.hypot(x + 0.5 - 0.65 * width, y + 0.5 - 0.4 * height)
      if (distance < radius) glared.fill(255, at, at + 3)
    }
  }
  return { width, height, data: glared }
}

/** The picture from the middle of the lesion to its right border: half of the lesion is out of view. */
export function cutInHalf(image: RgbImage, { box }: Lesion): RgbImage {
  const left = Math.round(box.left + box.width / 2)
  return cropImage(image, { left, top: 0, width: image.width - left, height: image.height })
}

function cropImage(image: RgbImage, { left, top, width, height }: Region): RgbImage {
  const data = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row++) {
    const start = ((top + row) * image.width + left) * 3
    data.set(image.data.subarray(start, start + width * 3), row * width * 3)
  }
  return { width, height, data }
}

/** Half of a symmetric kernel, centre first; the whole sums to 1. */
function gaussianKernel(sigma: number): Float64Array {
  const half = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, distance) =>
    Math.exp(-0.5 * (distance / sigma) ** 2),
  )
  const sum = half.reduce((total, weight) => total + 2 * weight, -half[0]!)
  return half.map((weight) => weight / sum)
}

type Lines = {
  readonly lines: number
  /** From one line to the next, and from a pixel to its neighbour on the line. */
  readonly line: number
  readonly step: number
  readonly length: number
}

function blurLines(
  source: Float32Array,
  target: Float32Array,
  kernel: Float64Array,
  { lines, line, step, length }: Lines,
): void {
  for (let index = 0; index < lines; index++) {
    for (let position = 0; position < length; position++) {
      for (let channel = 0; channel < 3; channel++) {
        const start = index * line + channel
        let sum = kernel[0]! * source[start + position * step]!
        for (let distance = 1; distance < kernel.length; distance++) {
          const before = Math.max(position - distance, 0)
          const after = Math.min(position + distance, length - 1)
          sum +=
            kernel[distance]! * (source[start + before * step]! + source[start + after * step]!)
        }
        target[start + position * step] = sum
      }
    }
  }
}
