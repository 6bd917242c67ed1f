import type { Value } from '../graph/graph.ts'
import { relu6 } from '../graph/operators/activation.ts'
import { type InvertedResidual, invertedResidual } from './inverted-residual.ts'
import { convolutionLayer, type LayerStyle } from './layer.ts'

/** [expansion t, output channels c, repetitions n, first stride s] (Sandler et al., MobileNetV2, 2018, table 2). */
const STAGES = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const

const STEM_CHANNELS = 32
const HEAD_CHANNELS = 1280

export type MobileNetV2 = {
  readonly stemChannels: number
  readonly blocks: readonly InvertedResidual[]
  readonly headChannels: number
}

export type MobileNetV2Options = {
  /** A pointwise convolution in the first block too, which expands by 1 (GluonCV); the paper leaves it out. */
  readonly expandsFirst?: boolean
}

/**
 * The layers of a MobileNetV2.
 *
 * @param width multiplies every channel count, rounded to multiples of 8; the head never shrinks below 1280
 */
export function mobileNetV2(
  width = 1,
  { expandsFirst = false }: MobileNetV2Options = {},
): MobileNetV2 {
  const stemChannels = scaleChannels(STEM_CHANNELS, width)
  const blocks: InvertedResidual[] = []
  let inputChannels = stemChannels
  for (const [expansion, channels, repetitions, firstStride] of STAGES) {
    const outputChannels = scaleChannels(channels, width)
    for (let repetition = 0; repetition < repetitions; repetition++) {
      blocks.push({
        name: `blocks.${blocks.length}`,
        inputChannels,
        hiddenChannels: inputChannels * expansion,
        outputChannels,
        expands: expansion > 1 || expandsFirst,
        kernel: 3,
        stride: repetition === 0 ? firstStride : 1,
      })
      inputChannels = outputChannels
    }
  }
  return { stemChannels, blocks, headChannels: scaleChannels(HEAD_CHANNELS, Math.max(1, width)) }
}

/** Rounds to a multiple of 8 without losing more than 10 % (the reference implementation's `make_divisible`). */
export function scaleChannels(channels: number, width: number): number {
  const scaled = channels * width
  const rounded = Math.max(8, Math.floor((scaled + 4) / 8) * 8)
  return rounded < 0.9 * scaled ? rounded + 8 : rounded
}

/** image [N, 3, S, S] -> last features [N, 1280, S / 32, S / 32]. */
export function mobileNetV2Features(style: LayerStyle, net: MobileNetV2, image: Value): Value {
  const { builder } = style
  const stem = { name: 'stem', outputs: net.stemChannels, kernel: 3, stride: 2 }
  let x = relu6(builder, convolutionLayer(style, image, stem))
  for (const block of net.blocks) x = invertedResidual(style, x, block)
  const head = { name: 'head', outputs: net.headChannels, kernel: 1 }
  return relu6(builder, convolutionLayer(style, x, head))
}
