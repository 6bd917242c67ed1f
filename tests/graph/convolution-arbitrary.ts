import fc from 'fast-check'
import { int, ints } from '../../src/graph/graph.ts'
import { convolvedLength } from '../../src/graph/shapes/convolution.ts'
import { createRandom } from '../../src/random.ts'
import { operand, type Subject } from './gradient-check.ts'

export type ConvolutionCase = {
  readonly batch: number
  readonly groups: number
  readonly inputsPerGroup: number
  readonly outputsPerGroup: number
  readonly size: readonly [number, number]
  readonly kernel: readonly [number, number]
  readonly stride: number
  /** top, left, bottom, right */
  readonly pads: readonly [number, number, number, number]
  readonly bias: boolean
  readonly seed: number
}

const upTo = (max: number, min = 1) => fc.integer({ min, max })

/** Channels in one group (dense), each in its own (depthwise), or in groups of several. */
export type Channels = Pick<ConvolutionCase, 'groups' | 'inputsPerGroup' | 'outputsPerGroup'>

export const denseChannels: fc.Arbitrary<Channels> = fc.record({
  groups: fc.constant(1),
  inputsPerGroup: upTo(3),
  outputsPerGroup: upTo(3),
})

export const depthwiseChannels: fc.Arbitrary<Channels> = fc.record({
  groups: upTo(4, 2),
  inputsPerGroup: fc.constant(1),
  outputsPerGroup: fc.constant(1),
})

export const groupedChannels: fc.Arbitrary<Channels> = fc.record({
  groups: upTo(3, 2),
  inputsPerGroup: upTo(2),
  outputsPerGroup: upTo(3, 2),
})

/** Kernels up to 4 x 4 that need not be square, strides up to 3, padding that differs from side to side. */
export function convolutionArbitrary(channels: fc.Arbitrary<Channels>) {
  const pad = upTo(2, 0)
  return fc
    .record({
      channels,
      batch: upTo(2),
      size: fc.tuple(upTo(6), upTo(6)),
      kernel: fc.tuple(upTo(4), upTo(4)),
      stride: upTo(3),
      pads: fc.tuple(pad, pad, pad, pad),
      bias: fc.boolean(),
      seed: fc.integer(),
    })
    .map(({ channels: split, ...rest }): ConvolutionCase => ({ ...split, ...rest }))
    .filter((candidate) => outputSize(candidate).every((length) => length >= 1))
}

/** The pointwise convolutions that most of a MobileNet consists of. */
export const pointwiseArbitrary = fc.tuple(convolutionArbitrary(denseChannels), upTo(16)).map(
  ([candidate, length]): ConvolutionCase => ({
    ...candidate,
    size: [length, length],
    kernel: [1, 1],
    stride: 1,
    pads: [0, 0, 0, 0],
  }),
)

export function outputSize({ size, kernel, stride, pads }: ConvolutionCase): [number, number] {
  const along = (axis: 0 | 1) =>
    convolvedLength(size[axis], kernel[axis], stride, 1, pads[axis] + pads[axis + 2]!)
  return [along(0), along(1)]
}

/** The convolution as a function of its input, weight and bias. */
export function convolutionSubject(options: ConvolutionCase): Subject {
  const { batch, groups, inputsPerGroup, outputsPerGroup, size, kernel, bias, seed } = options
  const random = createRandom(seed)
  const outputs = groups * outputsPerGroup
  return {
    operands: [
      operand(random, [batch, groups * inputsPerGroup, ...size]),
      operand(random, [outputs, inputsPerGroup, ...kernel]),
      ...(bias ? [operand(random, [outputs])] : []),
    ],
    build: (builder, operands) =>
      builder.node('Conv', operands, {
        kernel_shape: ints(kernel),
        strides: ints([options.stride, options.stride]),
        pads: ints(options.pads),
        dilations: ints([1, 1]),
        group: int(groups),
      }),
  }
}
