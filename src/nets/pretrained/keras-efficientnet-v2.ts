import type { ParameterShape } from '../parameter.ts'
import {
  splitName,
  takeParameters,
  type WeightFile,
  type WeightMapping,
  type WeightTensor,
} from './weights.ts'

const EPSILON = 1e-3
const BLOCK = /^block(\d+[a-z])_/

type Layer = { readonly convolution: string; readonly norm?: string }

/** What each of our layers is called in the file; those of a block stand behind its prefix. */
const LAYERS: Readonly<Record<string, Layer>> = {
  stem: { convolution: 'stem_conv/kernel', norm: 'stem_bn' },
  head: { convolution: 'top_conv/kernel', norm: 'top_bn' },
  expand: { convolution: 'expand_conv/kernel', norm: 'expand_bn' },
  depthwise: { convolution: 'dwconv2/depthwise_kernel', norm: 'bn' },
  squeeze: { convolution: 'se_reduce/kernel' },
  excite: { convolution: 'se_expand/kernel' },
  project: { convolution: 'project_conv/kernel', norm: 'project_bn' },
}

const VECTORS: Readonly<Record<string, string>> = {
  scale: 'gamma',
  bias: 'beta',
  mean: 'moving_mean',
  variance: 'moving_variance',
}

/**
 * EfficientNetV2 from Keras' weights, whose convolutions are [kh, kw, I, O], depthwise ones [kh, kw, C, 1], and whose
 * BatchNorm stands apart: `block<stage><letter>_expand_conv/kernel`, `…_expand_bn/gamma` and so on. Where the network has
 * BatchNorm folded, it is folded here.
 *
 * @throws DermaliteError `weights-invalid` when a layer is missing or has another shape
 */
export const kerasEfficientNetV2: WeightMapping = (weights, parameters) => {
  const blocks = new Set([...weights.keys()].flatMap((name) => BLOCK.exec(name)?.[1] ?? []))
  const inOrder = [...blocks].sort()
  const names = new Set(parameters.map(({ name }) => name))
  const ours = new Map<string, WeightTensor>()
  for (const parameter of parameters) {
    const { layer } = splitName(parameter.name)
    const source = sourceOf(layer, inOrder)
    const folded = source?.norm !== undefined && !names.has(`${layer}.scale`)
    const tensor = source && (folded ? foldedTensor : ownTensor)(weights, parameter, source)
    if (tensor) ours.set(parameter.name, tensor)
  }
  return takeParameters(ours, parameters, (name) => name)
}

/** `blocks.3.expand` -> the names of its tensors, the fourth block's prefix before them. */
function sourceOf(layer: string, blocks: readonly string[]): Layer | undefined {
  const [, index, kind] = /^blocks\.(\d+)\.(\w+)$/.exec(layer) ?? []
  const source = LAYERS[kind ?? layer]
  if (index === undefined || source === undefined) return source
  const prefix = `block${blocks[Number(index)]}_`
  const norm = source.norm && { norm: prefix + source.norm }
  return { convolution: prefix + source.convolution, ...norm }
}

function ownTensor(
  weights: WeightFile,
  { name }: ParameterShape,
  { convolution, norm }: Layer,
): WeightTensor | undefined {
  const { kind } = splitName(name)
  if (kind === 'weight') return channelsFirst(weights, convolution)
  if (norm === undefined) return weights.get(convolution.replace(/\w+$/, kind))
  return weights.get(`${norm}/${VECTORS[kind]}`)
}

/** w scale / deviation, or bias - mean scale / deviation. */
function foldedTensor(
  weights: WeightFile,
  { name }: ParameterShape,
  { convolution, norm }: Layer,
): WeightTensor | undefined {
  const [scale, bias, mean, variance] = Object.values(VECTORS).map((vector) =>
    weights.get(`${norm}/${vector}`),
  )
  if (!scale || !bias || !mean || !variance) return undefined
  const factors = Float64Array.from(
    scale.data,
    (s, channel) => s / Math.sqrt(variance.data[channel]! + EPSILON),
  )
  if (splitName(name).kind === 'bias') {
    return { ...bias, data: bias.data.map((b, c) => b - mean.data[c]! * factors[c]!) }
  }
  const weight = channelsFirst(weights, convolution)
  if (!weight) return undefined
  const perChannel = weight.data.length / factors.length
  return {
    ...weight,
    data: weight.data.map((w, index) => w * factors[Math.floor(index / perChannel)]!),
  }
}

/** [kh, kw, I, O] -> [O, I, kh, kw], depthwise [kh, kw, C, 1] -> [C, 1, kh, kw]. */
function channelsFirst(weights: WeightFile, name: string): WeightTensor | undefined {
  const kernel = weights.get(name)
  if (kernel?.shape.length !== 4) return undefined
  const [height, width, inputs, outputs] = kernel.shape as [number, number, number, number]
  const taps = height * width
  const data = new Float32Array(kernel.data.length)
  for (let tap = 0; tap < taps; tap++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) {
        data[(o * inputs + i) * taps + tap] = kernel.data[(tap * inputs + i) * outputs + o]!
      }
    }
  }
  const channels = name.endsWith('depthwise_kernel') ? [inputs, outputs] : [outputs, inputs]
  return { shape: [...channels, height, width], data }
}
