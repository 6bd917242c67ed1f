import { type HeatMap, toHeatMap } from '../../explain/heat-map.ts'
import type { Random } from '../../random.ts'

/** What a map must do better than: as if the network were never asked. */

/** A Gaussian in the middle, whose deviation is a fifth of the side: lesions are photographed in the middle. */
export function centredBlob(side: number): HeatMap {
  const deviation = side / 5
  const data = new Float32Array(side * side)
  for (let at = 0; at < data.length; at++) {
    const [x, y] = [(at % side) + 0.5 - side / 2, Math.floor(at / side) + 0.5 - side / 2]
    data[at] = Math.exp(-(x * x + y * y) / (2 * deviation * deviation))
  }
  return toHeatMap(data, side, side)
}

/** Independent uniform draws. */
export function randomMap(side: number, random: Random): HeatMap {
  const values = Float32Array.from({ length: side * side }, () => random.uniform())
  return toHeatMap(values, side, side)
}
