import { splitName, takeParameters, type WeightMapping } from './weights.ts'

const LAYERS: readonly (readonly [ours: RegExp, theirs: string])[] = [
  [/^(stem|head)$/, '$1.conv'],
  [/\.depthwise$/, '.dw'],
]

/**
 * EfficientNet-Lite from weights with BatchNorm folded: `stem.conv.weight`, `blocks.<block>.dw.bias` and so on.
 *
 * @throws DermaliteError `weights-invalid` when a layer is missing or has another shape
 */
export const efficientNetLite: WeightMapping = (weights, parameters) =>
  takeParameters(weights, parameters, (name) => {
    const { layer, kind } = splitName(name)
    const theirs = LAYERS.reduce((known, [from, to]) => known.replace(from, to), layer)
    return `${theirs}.${kind}`
  })
