import type { LesionClass } from '../../../src/classes.ts'
import { drawLesion } from '../../../src/dataset/synthetic/lesion.ts'
import type { RgbImage } from '../../../src/image/types.ts'

const SIZE = { width: 64, height: 48 }

export const drawMany = (name: LesionClass, count: number, seed = 11): RgbImage[] =>
  Array.from({ length: count }, (_, lesion) =>
    drawLesion({ class: name, seed, lesion, view: 0 }, SIZE),
  )

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Mean red, green and blue of the pixels between two distances from the middle, in heights of the picture. */
export function ringColour(image: RgbImage, inner: number, outer: number): number[] {
  const { width, height, data } = image
  const pixels: number[][] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2) / height
      const at = (y * width + x) * 3
      if (distance >= inner && distance < outer) pixels.push([...data.subarray(at, at + 3)])
    }
  }
  return [0, 1, 2].map((channel) => mean(pixels.map((pixel) => pixel[channel]!)))
}
