import type { Builder } from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import type { BatchNorm } from '../graph/operators/batch-norm.ts'
import { convolution, type Pads, samePads, symmetricPads } from '../graph/operators/convolution.ts'
import type { ParameterSource } from './parameter.ts'

/** `folded`: each convolution has a bias instead. `trained`: each has a BatchNorm behind it. */
export type BatchNormForm = 'folded' | 'trained'

/** How a BatchNorm is computed: `batchNorm` by its running statistics, or by those of the batch while training. */
export type Normalize = (
  builder: Builder,
  x: Value,
  norm: BatchNorm,
  options: { readonly epsilon: number },
) => Value

/** What all layers of a network have in common. */
export type LayerStyle = {
  readonly builder: Builder
  readonly parameter: ParameterSource
  /** `symmetric` pads as PyTorch does, `same` as TensorFlow. */
  readonly padding: 'symmetric' | 'same'
  /** Undefined where BatchNorm is folded. */
  readonly norm: { readonly normalize: Normalize; readonly epsilon: number } | undefined
  /** Behind every convolution that is no projection. */
  readonly activation: (builder: Builder, x: Value) => Value
}

export type Layer = {
  readonly name: string
  readonly outputs: number
  readonly kernel: number
  readonly stride?: number
}

/**
 * A convolution with what normalises it. Its parameters: `<name>.weight` [O, I, k, k], and `<name>.bias` [O] where BatchNorm is
 * folded; else `<name>.scale`, `.bias`, `.mean` and `.variance`, each [O].
 *
 * @param x [N, I, H, W]
 */
export function convolutionLayer(style: LayerStyle, x: Value, layer: Layer): Value {
  return anyConvolution(style, x, layer, 1)
}

/** The same with one filter a channel: weight [C, 1, k, k]. */
export function depthwiseLayer(style: LayerStyle, x: Value, layer: Omit<Layer, 'outputs'>): Value {
  const channels = x.shape[1] as number
  return anyConvolution(style, x, { ...layer, outputs: channels }, channels)
}

function anyConvolution(
  style: LayerStyle,
  x: Value,
  { name, outputs, kernel, stride = 1 }: Layer,
  group: number,
): Value {
  const { builder, parameter, padding, norm } = style
  const inputs = (x.shape[1] as number) / group
  const weight = parameter(`${name}.weight`, [outputs, inputs, kernel, kernel])
  const vector = (kind: string) => parameter(`${name}.${kind}`, [outputs])
  const pads = padding === 'same' ? samePadsOf(x, kernel, stride) : symmetricPads(kernel)
  const options = { stride, pads, group }
  if (!norm) return convolution(builder, x, weight, vector('bias'), options)
  const statistics = {
    scale: vector('scale'),
    bias: vector('bias'),
    mean: vector('mean'),
    variance: vector('variance'),
  }
  const y = convolution(builder, x, weight, undefined, options)
  return norm.normalize(builder, y, statistics, norm)
}

function samePadsOf(x: Value, kernel: number, stride: number): Pads {
  const [height, width] = x.shape.slice(2) as [number, number]
  const [top, , bottom] = samePads(height, kernel, stride)
  const [, left, , right] = samePads(width, kernel, stride)
  return [top, left, bottom, right]
}
