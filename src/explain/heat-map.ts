/**
 * How strongly each part of the picture speaks for a class: row-major, `data.length === width * height`, 0 to 1 relative
 * to the strongest part; all 0 when nothing speaks for the class. It covers the centre square that the network sees.
 */
export type HeatMap = {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/**
 * The positive part of a map, relative to its strongest place.
 *
 * @param values [height, width], finite
 */
export function toHeatMap(values: ArrayLike<number>, width: number, height: number): HeatMap {
  const data = Float32Array.from(values, (value) => Math.max(value, 0))
  const strongest = data.reduce((a, b) => Math.max(a, b), 0)
  const scale = strongest > 0 ? 1 / strongest : 0
  return { width, height, data: data.map((value) => value * scale) }
}
