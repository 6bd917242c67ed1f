import { invalidWeights, splitName, takeParameters, type WeightMapping } from './weights.ts'

const CONVOLUTION = /^conv_(\d+)_(weight|bias)$/

/**
 * MobileNetV2 from torchvision-style weights with BatchNorm folded (`conv_<n>_weight`, `conv_<n>_bias`, numbered from the
 * stem to the head): the layers stand in the same order in both.
 *
 * @throws DermaliteError `weights-invalid` when a layer is missing or has another shape
 */
export const torchvisionMobileNetV2: WeightMapping = (weights, parameters) => {
  const indices = [...weights.keys()].flatMap((name) => {
    const match = CONVOLUTION.exec(name)
    return match?.[2] === 'weight' ? [Number(match[1])] : []
  })
  indices.sort((a, b) => a - b)
  const layers = [...new Set(parameters.map(({ name }) => splitName(name).layer))]
  const backbone = layers.filter((layer) => layer !== 'classifier')
  if (backbone.length !== indices.length) {
    throw invalidWeights(
      `the weights have ${indices.length} convolutions, the network has ${backbone.length}`,
    )
  }
  return takeParameters(weights, parameters, (name) => {
    const { layer, kind } = splitName(name)
    return `conv_${indices[backbone.indexOf(layer)]}_${kind}`
  })
}
