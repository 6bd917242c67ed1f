/**
 * How strongly each part of the picture speaks for a class: row-major, `data.length === width * height`, 0 to 1 relative
 * to the strongest part; all 0 when nothing speaks for the class. It covers the centre square that the network sees.
 */
export type HeatMap = {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}
