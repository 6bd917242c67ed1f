import { splitName, takeParameters, type WeightMapping } from './weights.ts'

const PREFIX = 'mobilenetv20_features_'
const KINDS: Readonly<Record<string, string>> = {
  scale: 'gamma',
  bias: 'beta',
  mean: 'running_mean',
  variance: 'running_var',
}
const CONVOLUTIONS = ['expand', 'depthwise', 'project']

/**
 * MobileNetV2 from GluonCV's weights, whose BatchNorm stands apart from the convolutions and whose first block has an expansion
 * too: `…_linearbottleneck<block>_conv<0 to 2>_weight`, `…_batchnorm<0 to 2>_gamma` and so on.
 *
 * @throws DermaliteError `weights-invalid` when a layer is missing or has another shape
 */
export const gluonMobileNetV2: WeightMapping = (weights, parameters) =>
  takeParameters(weights, parameters, (name) => {
    const { layer, kind } = splitName(name)
    const place = placeOf(layer)
    if (place === undefined) return undefined
    const [block, index] = place
    return kind === 'weight'
      ? `${PREFIX}${block}conv${index}_weight`
      : `${PREFIX}${block}batchnorm${index}_${KINDS[kind]}`
  })

function placeOf(layer: string): [block: string, index: number] | undefined {
  if (layer === 'stem') return ['', 0]
  if (layer === 'head') return ['', 1]
  const [, block, convolution] = /^blocks\.(\d+)\.(\w+)$/.exec(layer) ?? []
  const index = CONVOLUTIONS.indexOf(convolution ?? '')
  return index < 0 ? undefined : [`linearbottleneck${block}_`, index]
}
