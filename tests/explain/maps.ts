import type { HeatMap } from '../../src/explain/heat-map.ts'
import type { Mask } from '../../src/image/lesion/mask.ts'

/** A map of a function of the place, x and y from 0 to 1 at the centres of the positions. */
export function mapOf(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): HeatMap {
  const data = Float32Array.from({ length: width * height }, (_, at) =>
    value(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height),
  )
  return { width, height, data }
}

/** A mask of the places where a function is not 0. */
export function maskOf(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): Mask {
  const { data } = mapOf(width, height, value)
  return { width, height, data: Uint8Array.from(data, (inside) => Number(inside !== 0)) }
}

/** A bump of height 1. */
export const bump = (x: number, y: number, radius: number) => (u: number, v: number) =>
  Math.exp(-((u - x) ** 2 + (v - y) ** 2) / (2 * radius ** 2))

/** 1 inside an ellipse, else 0. */
export const ellipse =
  (x: number, y: number, a: number, b = a) =>
  (u: number, v: number) =>
    Number(((u - x) / a) ** 2 + ((v - y) / b) ** 2 <= 1)
