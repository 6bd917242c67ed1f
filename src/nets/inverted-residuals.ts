import type { Value } from '../graph/graph.ts'
import { relu6 } from '../graph/operators/activation.ts'
import { convolutionLayer, depthwiseLayer, type LayerStyle } from './layer.ts'
import { scaleChannels } from './scale-channels.ts'

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

/** A stem that halves the image, inverted residuals, and a pointwise head. */
export type InvertedResidualNet = {
  readonly stemChannels: number
  readonly blocks: readonly InvertedResidual[]
  readonly headChannels: number
}

export type Stage = {
  readonly kernel: number
  /** Hidden channels for each input channel. */
  readonly expansion: number
  readonly channels: number
  readonly repetitions: number
  /** Of the first block; the others keep the size. */
  readonly stride: number
}

export type BlocksOptions = {
  readonly stemChannels: number
  /** Multiplies the channels of every stage. */
  readonly width: number
  /** A pointwise convolution also in blocks whose expansion is 1. */
  readonly expandsFirst?: boolean
}

export function blocksOf(
  stages: readonly Stage[],
  { stemChannels, width, expandsFirst = false }: BlocksOptions,
): InvertedResidual[] {
  const blocks: InvertedResidual[] = []
  let inputChannels = stemChannels
  for (const { kernel, expansion, channels, repetitions, stride } of stages) {
    const outputChannels = scaleChannels(channels, width)
    for (let repetition = 0; repetition < repetitions; repetition++) {
      blocks.push({
        name: `blocks.${blocks.length}`,
        inputChannels,
        hiddenChannels: inputChannels * expansion,
        outputChannels,
        expands: expansion > 1 || expandsFirst,
        kernel,
        stride: repetition === 0 ? stride : 1,
      })
      inputChannels = outputChannels
    }
  }
  return blocks
}

/** image [N, 3, S, S] -> last features [N, head channels, S / 32, S / 32]. */
export function invertedResidualFeatures(
  style: LayerStyle,
  net: InvertedResidualNet,
  image: Value,
): Value {
  const { builder } = style
  const stem = { name: 'stem', outputs: net.stemChannels, kernel: 3, stride: 2 }
  let x = relu6(builder, convolutionLayer(style, image, stem))
  for (const block of net.blocks) x = invertedResidual(style, x, block)
  const head = { name: 'head', outputs: net.headChannels, kernel: 1 }
  return relu6(builder, convolutionLayer(style, x, head))
}

/**
 * Expand, filter each channel, project (Sandler et al., MobileNetV2, 2018, section 3.3), with a shortcut where input and
 * output have one shape: [N, C, H, W] -> [N, C', H / stride, W / stride].
 */
function invertedResidual(
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
