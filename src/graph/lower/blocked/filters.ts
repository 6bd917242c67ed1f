import type { Builder } from '../../builder.ts'
import { ints, type Value } from '../../graph.ts'
import { reshape } from '../../operators/reduction.ts'

/** [O, I, kh, kw] -> OIHWBiBo: [O/b, I/b, kh, kw, b (in), b (out)], under its logical shape. */
export function denseFilter(builder: Builder, weight: Value, block: number): Value {
  const [outputs, inputs, height, width] = weight.shape as [number, number, number, number]
  const split = reshape(builder, weight, [
    outputs / block,
    block,
    inputs / block,
    block,
    height * width,
  ])
  const ordered = builder.node('Transpose', [split], { perm: ints([0, 2, 4, 3, 1]) })
  return reshape(builder, ordered, [outputs, inputs, height, width])
}

/** The filter of dX of a pointwise convolution, W^T [I, O, 1, 1], blocked: [I/b, O/b, b (O), b (I)]. */
export function transposedPointwiseFilter(builder: Builder, weight: Value, block: number): Value {
  const [outputs, inputs] = weight.shape as [number, number]
  const split = reshape(builder, weight, [outputs / block, block, inputs / block, block])
  const ordered = builder.node('Transpose', [split], { perm: ints([2, 0, 1, 3]) })
  return reshape(builder, ordered, [inputs, outputs, 1, 1])
}

/** The filter of dX of a dense convolution, turned by 180 degrees and transposed, blocked: OIHWBiBo of [I, O, kh, kw]. */
export function transposedDenseFilter(builder: Builder, weight: Value, block: number): Value {
  const turned = builder.node('Slice', [
    weight,
    builder.ints([-1, -1]),
    builder.ints([-1000, -1000]),
    builder.ints([2, 3]),
    builder.ints([-1, -1]),
  ])
  const transposed = builder.node('Transpose', [turned], { perm: ints([1, 0, 2, 3]) })
  return denseFilter(builder, transposed, block)
}

/** [O, I, kh, kw] -> OIHWBo: [O/b, I, kh, kw, b]; depthwise filters, and the first one with its few input channels. */
export function outputBlockedFilter(builder: Builder, weight: Value, block: number): Value {
  return reshape(builder, blockOutputs(builder, weight, block), weight.shape as number[])
}

/** A depthwise filter turned by 180 degrees, blocked. */
export function flippedDepthwiseFilter(builder: Builder, weight: Value, block: number): Value {
  const flipped = builder.node('Slice', [
    blockOutputs(builder, weight, block),
    builder.ints([-1]),
    builder.ints([-1000]),
    builder.ints([1]),
    builder.ints([-1]),
  ])
  return reshape(builder, flipped, weight.shape as number[])
}

function blockOutputs(builder: Builder, weight: Value, block: number): Value {
  const [outputs, inputs, height, width] = weight.shape as [number, number, number, number]
  const split = reshape(builder, weight, [outputs / block, block, inputs * height * width])
  return builder.node('Transpose', [split], { perm: ints([0, 2, 1]) })
}
