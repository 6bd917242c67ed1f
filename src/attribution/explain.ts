import { type HeatMap, toHeatMap } from '../explain/heat-map.ts'
import { upsample } from '../image/upsample.ts'
import { softmax } from '../metrics/softmax.ts'
import { FLIPS, flip, NO_FLIP } from './flip.ts'
import type { Method } from './methods/method.ts'
import type { ExplainableModel } from './model.ts'

export type ExplainOptions = {
  readonly classIndex: number
  readonly method: Method
  /** Also explain the mirrored pictures, and average the maps: less noise, four times the work. */
  readonly flips?: boolean
}

/**
 * Explains one class of one picture at the layers that a model was opened for. The maps of several layers are scaled to 0..1,
 * enlarged to the largest and averaged.
 *
 * @param image [3, S, S], normalised
 */
export async function explain(
  model: ExplainableModel,
  image: Float32Array,
  options: ExplainOptions,
): Promise<HeatMap> {
  const maps = await layerMaps(model, image, options)
  return maps.length === 1 ? maps[0]! : averageMaps(maps)
}

/** The map of each layer. */
export async function layerMaps(
  model: ExplainableModel,
  image: Float32Array,
  { classIndex, method, flips = false }: ExplainOptions,
): Promise<HeatMap[]> {
  const { size, layers } = model
  const sums = layers.map(({ width, height }) => new Float64Array(width * height))
  const score = async (images: Float32Array, n: number) => {
    const logits = await model.logits(images, n)
    const probabilities = softmax(logits, logits.length / n, 1)
    return Float32Array.from(
      { length: n },
      (_, i) => probabilities[(i * logits.length) / n + classIndex]!,
    )
  }
  for (const mirror of flips ? FLIPS : [NO_FLIP]) {
    const mirrored = flip(image, size, size, mirror)
    const gradients = await model.layerGradients(mirrored, classIndex)
    for (const [index, layer] of gradients.entries()) {
      const map = await method({ layer, image: mirrored, size, score })
      const back = flip(map, layer.width, layer.height, mirror)
      back.forEach((value, at) => {
        sums[index]![at]! += Math.max(value, 0)
      })
    }
  }
  return layers.map(({ width, height }, index) => toHeatMap(sums[index]!, width, height))
}

/** The mean of maps enlarged to the largest, relative to its strongest place. */
export function averageMaps(maps: readonly HeatMap[]): HeatMap {
  const width = Math.max(...maps.map((map) => map.width))
  const height = Math.max(...maps.map((map) => map.height))
  const sum = new Float64Array(width * height)
  for (const map of maps) {
    upsample(map, width, height).forEach((value, at) => {
      sum[at]! += value
    })
  }
  return toHeatMap(sum, width, height)
}
