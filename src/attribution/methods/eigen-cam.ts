import { type LayerGradient, type Method, weightedSum } from './method.ts'

const MOST_ITERATIONS = 200
const TOLERANCE = 1e-7

/**
 * Eigen-CAM (Muhammad & Yeasin, Eigen-CAM: Class activation map using principal components, 2020, section III): the
 * activations projected on their first principal direction, found by power iteration. It knows no gradient and no class:
 * it shows what the layer saw, not what spoke for the answer.
 */
export const eigenCam: Method = ({ layer }) => {
  let direction: Float64Array = new Float64Array(layer.channels).fill(1 / Math.sqrt(layer.channels))
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const next = normalised(timesTransposed(layer, weightedSum(layer, direction)))
    const change = next.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - direction[i]!)),
      0,
    )
    direction = next
    if (change < TOLERANCE) break
  }
  const projection = weightedSum(layer, direction)
  const total = projection.reduce((sum, value) => sum + value, 0)
  return total < 0 ? projection.map((value) => -value) : projection
}

/** For each channel, the product of its activations and a map. */
function timesTransposed(
  { channels, height, width, activation }: LayerGradient,
  map: Float64Array,
): Float64Array {
  const positions = height * width
  const products = new Float64Array(channels)
  for (let channel = 0; channel < channels; channel++) {
    const start = channel * positions
    let sum = 0
    for (let i = 0; i < positions; i++) sum += activation[start + i]! * map[i]!
    products[channel] = sum
  }
  return products
}

function normalised(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return length > 0 ? vector.map((value) => value / length) : vector
}
