import type { Builder } from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { relu6 } from '../graph/operators/activation.ts'
import { convolution, symmetricPads } from '../graph/operators/convolution.ts'
import type { ParameterSource } from './parameter.ts'

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

export type InvertedResidual = {
  readonly name: string
  readonly inputChannels: number
  readonly hiddenChannels: number
  readonly outputChannels: number
  readonly stride: number
}

export type MobileNetV2 = {
  readonly stemChannels: number
  readonly blocks: readonly InvertedResidual[]
  readonly headChannels: number
}

/**
 * The layers of a MobileNetV2.
 *
 * @param width multiplies every channel count, rounded to multiples of 8; the head never shrinks below 1280
 */
export function mobileNetV2(width = 1): MobileNetV2 {
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

/** image [N, 3, S, S] -> last features [N, 1280, S / 32, S / 32], with BatchNorm folded into the convolutions. */
export function mobileNetV2Features(
  builder: Builder,
  net: MobileNetV2,
  image: Value,
  parameter: ParameterSource,
): Value {
  const layer = (
    x: Value,
    name: string,
    outputs: number,
    kernel: number,
    stride = 1,
    depthwise = false,
  ) => {
    const inputs = x.shape[1] as number
    const weight = parameter(`${name}.weight`, [outputs, depthwise ? 1 : inputs, kernel, kernel])
    const bias = parameter(`${name}.bias`, [outputs])
    return convolution(builder, x, weight, bias, {
      stride,
      pads: symmetricPads(kernel),
      group: depthwise ? inputs : 1,
    })
  }

  let x = relu6(builder, layer(image, 'stem', net.stemChannels, 3, 2))
  for (const block of net.blocks) {
    const { name, hiddenChannels, outputChannels, stride } = block
    const shortcut = stride === 1 && block.inputChannels === outputChannels ? x : undefined
    let hidden = x
    if (hiddenChannels !== block.inputChannels) {
      hidden = relu6(builder, layer(hidden, `${name}.expand`, hiddenChannels, 1))
    }
    hidden = relu6(builder, layer(hidden, `${name}.depthwise`, hiddenChannels, 3, stride, true))
    const projected = layer(hidden, `${name}.project`, outputChannels, 1)
    x = shortcut ? builder.node('Add', [shortcut, projected]) : projected
  }
  return relu6(builder, layer(x, 'head', net.headChannels, 1))
}
