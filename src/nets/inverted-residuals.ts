import type { Value } from '../graph/graph.ts'
import { convolutionLayer, depthwiseLayer, type LayerStyle } from './layer.ts'
import { scaleChannels } from './scale-channels.ts'
import { squeezeExcite } from './squeeze-excite.ts'

export type InvertedResidual = {
  readonly name: string
  readonly inputChannels: number
  readonly hiddenChannels: number
  readonly outputChannels: number
  /** False where the spatial convolution comes first. */
  readonly expands: boolean
  /** One dense convolution does what expansion and depthwise convolution do; without expansion it is the projection too. */
  readonly fused: boolean
  /** Of the spatial convolution. */
  readonly kernel: number
  readonly stride: number
  /** Channels of the squeeze-and-excitation behind the depthwise convolution; 0 for none. */
  readonly squeezedChannels: number
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
  readonly fused?: boolean
  /** Channels of the squeeze-and-excitation for each input channel of the block; 0 where left out. */
  readonly squeeze?: number
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
  for (const stage of stages) {
    const { kernel, expansion, channels, repetitions, stride, fused = false, squeeze = 0 } = stage
    const outputChannels = scaleChannels(channels, width)
    for (let repetition = 0; repetition < repetitions; repetition++) {
      blocks.push({
        name: `blocks.${blocks.length}`,
        inputChannels,
        hiddenChannels: inputChannels * expansion,
        outputChannels,
        expands: expansion > 1 || expandsFirst,
        fused,
        kernel,
        stride: repetition === 0 ? stride : 1,
        squeezedChannels: Math.floor(inputChannels * squeeze),
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
  const { builder, activation } = style
  const stem = { name: 'stem', outputs: net.stemChannels, kernel: 3, stride: 2 }
  let x = activation(builder, convolutionLayer(style, image, stem))
  for (const block of net.blocks) x = invertedResidual(style, x, block)
  const head = { name: 'head', outputs: net.headChannels, kernel: 1 }
  return activation(builder, convolutionLayer(style, x, head))
}

/** [N, C, H, W] -> [N, C', H / stride, W / stride], with a shortcut where both have one shape. */
function invertedResidual(style: LayerStyle, x: Value, block: InvertedResidual): Value {
  const { inputChannels, outputChannels, stride, fused } = block
  const projected = fused ? fusedBranch(style, x, block) : separableBranch(style, x, block)
  const shortcut = stride === 1 && inputChannels === outputChannels
  return shortcut ? style.builder.node('Add', [x, projected]) : projected
}

/** Expand, filter each channel, weigh the channels, project (Sandler et al., MobileNetV2, 2018, section 3.3). */
function separableBranch(style: LayerStyle, x: Value, block: InvertedResidual): Value {
  const { builder, activation } = style
  const { name, hiddenChannels, outputChannels, expands, kernel, stride, squeezedChannels } = block
  let hidden = x
  if (expands) {
    const expand = { name: `${name}.expand`, outputs: hiddenChannels, kernel: 1 }
    hidden = activation(builder, convolutionLayer(style, hidden, expand))
  }
  const filter = { name: `${name}.depthwise`, kernel, stride }
  hidden = activation(builder, depthwiseLayer(style, hidden, filter))
  if (squeezedChannels > 0) hidden = squeezeExcite(style, hidden, { name, squeezedChannels })
  const project = { name: `${name}.project`, outputs: outputChannels, kernel: 1 }
  return convolutionLayer(style, hidden, project)
}

/** Expand and filter in one convolution, project (Tan & Le, EfficientNetV2, 2021, figure 2). */
function fusedBranch(style: LayerStyle, x: Value, block: InvertedResidual): Value {
  const { builder, activation } = style
  const { name, hiddenChannels, outputChannels, expands, kernel, stride } = block
  const project = { name: `${name}.project`, outputs: outputChannels }
  if (!expands) {
    return activation(builder, convolutionLayer(style, x, { ...project, kernel, stride }))
  }
  const expand = { name: `${name}.expand`, outputs: hiddenChannels, kernel, stride }
  const hidden = activation(builder, convolutionLayer(style, x, expand))
  return convolutionLayer(style, hidden, { ...project, kernel: 1 })
}
