import type { Builder } from '../builder.ts'
import { type GraphNode, int, ints, intsAttribute, type Value } from '../graph.ts'

/** top, left, bottom, right. */
export type Pads = readonly [number, number, number, number]

export type ConvolutionOptions = {
  readonly stride?: number
  readonly pads?: Pads
  readonly group?: number
}

/** 2-D convolution: x [N, C, H, W], weight [O, C / group, kh, kw], bias [O] -> [N, O, H', W']. */
export function convolution(
  builder: Builder,
  x: Value,
  weight: Value,
  bias: Value | undefined,
  { stride = 1, pads = [0, 0, 0, 0], group = 1 }: ConvolutionOptions = {},
): Value {
  const [kernelHeight, kernelWidth] = weight.shape.slice(2) as number[]
  return builder.node('Conv', bias ? [x, weight, bias] : [x, weight], {
    kernel_shape: ints([kernelHeight!, kernelWidth!]),
    strides: ints([stride, stride]),
    pads: ints(pads),
    dilations: ints([1, 1]),
    group: int(group),
  })
}

/** PyTorch's padding of k/2 on every side. */
export function symmetricPads(kernel: number): Pads {
  const half = Math.floor(kernel / 2)
  return [half, half, half, half]
}

/** TensorFlow's SAME padding: the output has ceil(length / stride) pixels and the odd pixel of padding comes last. */
export function samePads(length: number, kernel: number, stride: number): Pads {
  const total = Math.max((Math.ceil(length / stride) - 1) * stride + kernel - length, 0)
  const before = Math.floor(total / 2)
  return [before, before, total - before, total - before]
}

/** True for a Conv with the same stride along both axes and no dilation, the kind that can be trained. */
export function isPlainConvolution({ attributes }: GraphNode): boolean {
  const [down, right] = intsAttribute(attributes, 'strides', [1, 1])
  return down === right && intsAttribute(attributes, 'dilations', [1, 1]).every((d) => d === 1)
}
