import type { Value } from '../graph/graph.ts'
import { relu6 } from '../graph/operators/activation.ts'
import { convolutionLayer, depthwiseLayer, type LayerStyle } from './layer.ts'

export type InvertedResidual = {
  readonly name: string
  readonly inputChannels: number
  readonly hiddenChannels: number
  readonly outputChannels: number
  /** False where the depthwise convolution comes first. */
  readonly expands: boolean
  /** Of the depthwise convolution. */
  readonly kernel: number
  readonly stride: number
}

/**
 * Expand, filter each channel, project (Sandler et al., MobileNetV2, 2018, section 3.3), with a shortcut where input and
 * output have one shape: [N, C, H, W] -> [N, C', H / stride, W / stride].
 */
export function invertedResidual(
  style: LayerStyle,
  x: Value,
  {
    name,
    inputChannels,
    hiddenChannels,
    outputChannels,
    expands,
    kernel,
    stride,
  }: InvertedResidual,
): Value {
  const { builder } = style
  let hidden = x
  if (expands) {
    const expand = { name: `${name}.expand`, outputs: hiddenChannels, kernel: 1 }
    hidden = relu6(builder, convolutionLayer(style, hidden, expand))
  }
  const filter = { name: `${name}.depthwise`, kernel, stride }
  hidden = relu6(builder, depthwiseLayer(style, hidden, filter))
  const project = { name: `${name}.project`, outputs: outputChannels, kernel: 1 }
  const projected = convolutionLayer(style, hidden, project)
  const shortcut = stride === 1 && inputChannels === outputChannels
  return shortcut ? builder.node('Add', [x, projected]) : projected
}
