import { clampToByte } from './clamp.ts'
import { BLOCK, forwardDct, inverseDct } from './dct.ts'

/** Quantisation steps of ITU-T T.81, tables K.1 (luminance) and K.2 (chrominance), row-major. */
const LUMINANCE_STEPS = [
  [16, 11, 10, 16, 24, 40, 51, 61],
  [12, 12, 14, 19, 26, 58, 60, 55],
  [14, 13, 16, 24, 40, 57, 69, 56],
  [14, 17, 22, 29, 51, 87, 80, 62],
  [18, 22, 37, 56, 68, 109, 103, 77],
  [24, 35, 55, 64, 81, 104, 113, 92],
  [49, 64, 78, 87, 103, 121, 120, 101],
  [72, 92, 95, 98, 112, 100, 103, 99],
].flat()
const CHROMINANCE_STEPS = [
  [17, 18, 24, 47, 99, 99, 99, 99],
  [18, 21, 26, 66, 99, 99, 99, 99],
  [24, 26, 56, 99, 99, 99, 99, 99],
  [47, 66, 99, 99, 99, 99, 99, 99],
  ...Array.from({ length: 4 }, () => Array<number>(BLOCK).fill(99)),
].flat()

/**
 * What JPEG compression without chroma subsampling loses, in place (ITU-T T.81): YCbCr, 8x8 DCT, quantisation.
 *
 * @param pixels [size, size, 3] interleaved, 0 to 255
 * @param quality 1 to 100, on the scale of libjpeg
 */
export function compressAsJpeg(pixels: Float32Array, size: number, quality: number): void {
  const steps = [LUMINANCE_STEPS, CHROMINANCE_STEPS, CHROMINANCE_STEPS].map((table) =>
    scaleSteps(table, quality),
  )
  const planes = steps.map(() => new Float64Array(BLOCK * BLOCK)) as Planes
  const scratch = new Float64Array(BLOCK * BLOCK)
  for (let top = 0; top < size; top += BLOCK) {
    for (let left = 0; left < size; left += BLOCK) {
      readBlock(pixels, size, left, top, planes)
      planes.forEach((plane, channel) => {
        quantise(plane, steps[channel]!, scratch)
      })
      writeBlock(pixels, size, left, top, planes)
    }
  }
}

type Planes = [Float64Array, Float64Array, Float64Array]

/** The quality scale of libjpeg. */
function scaleSteps(table: readonly number[], quality: number): number[] {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality
  return table.map((step) => Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100))))
}

function quantise(plane: Float64Array, steps: readonly number[], scratch: Float64Array): void {
  forwardDct(plane, scratch)
  for (let i = 0; i < plane.length; i++) plane[i] = Math.round(plane[i]! / steps[i]!) * steps[i]!
  inverseDct(plane, scratch)
}

/** YCbCr of JFIF around 0; borders extended where the block reaches out of the picture. */
function readBlock(
  pixels: Float32Array,
  size: number,
  left: number,
  top: number,
  [luma, blueness, redness]: Planes,
): void {
  for (let i = 0; i < BLOCK * BLOCK; i++) {
    const row = Math.min(top + Math.floor(i / BLOCK), size - 1)
    const column = Math.min(left + (i % BLOCK), size - 1)
    const at = (row * size + column) * 3
    const red = pixels[at]!
    const green = pixels[at + 1]!
    const blue = pixels[at + 2]!
    const y = 0.299 * red + 0.587 * green + 0.114 * blue
    luma[i] = y - 128
    blueness[i] = (blue - y) / 1.772
    redness[i] = (red - y) / 1.402
  }
}

function writeBlock(
  pixels: Float32Array,
  size: number,
  left: number,
  top: number,
  [luma, blueness, redness]: Planes,
): void {
  for (let i = 0; i < BLOCK * BLOCK; i++) {
    const row = top + Math.floor(i / BLOCK)
    const column = left + (i % BLOCK)
    if (row >= size || column >= size) continue
    const at = (row * size + column) * 3
    const y = luma[i]! + 128
    const red = y + 1.402 * redness[i]!
    const blue = y + 1.772 * blueness[i]!
    pixels[at] = clampToByte(red)
    pixels[at + 1] = clampToByte((y - 0.299 * red - 0.114 * blue) / 0.587)
    pixels[at + 2] = clampToByte(blue)
  }
}
