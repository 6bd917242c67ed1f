import type { Builder } from '../../builder.ts'
import { int, ints, type Value } from '../../graph.ts'
import { reduceSum, reshape } from '../../operators/reduction.ts'
import { type ConvolutionGeometry, convolutionGeometry } from '../convolution-geometry.ts'
import { denseWeightGradient } from '../dense-weight-gradient.ts'
import type { Lowering } from '../lowering.ts'
import { pointwiseWeightGradient } from '../pointwise-weight-gradient.ts'

/** dX [N, C, H, W] of dY [N, O, H', W']: the transposed convolution (Dumoulin & Visin, 2016, ch. 4). */
export const inputGradient: Lowering = (context, node) => {
  const [dyName, weightName] = node.inputs as [string, string]
  const dxName = node.outputs[0]!
  const { builder } = context
  const geometry = convolutionGeometry(
    node,
    context.old(dxName),
    context.old(weightName),
    context.old(dyName),
  )
  const dy = context.plain(dyName)
  const weight = context.plain(weightName)
  const dx =
    geometry.kind === 'pointwise'
      ? builder.node('Conv', [dy, transposedPointwiseWeight(builder, weight)])
      : transposedConvolution(builder, dy, weight, geometry)
  context.setPlain(dxName, dx)
  return true
}

function transposedPointwiseWeight(builder: Builder, weight: Value): Value {
  return builder.node('Transpose', [weight], { perm: ints([1, 0, 2, 3]) })
}

export function transposedConvolution(
  builder: Builder,
  dy: Value,
  weight: Value,
  { inputSize, outputSize, kernel, stride, pads, group }: ConvolutionGeometry,
): Value {
  const missing = [0, 1].map(
    (axis) =>
      inputSize[axis]! -
      ((outputSize[axis]! - 1) * stride + kernel[axis]! - pads[axis]! - pads[axis + 2]!),
  )
  return builder.node('ConvTranspose', [dy, weight], {
    strides: ints([stride, stride]),
    pads: ints(pads),
    output_padding: ints(missing),
    group: int(group),
  })
}

/** dW of a convolution: the input convolved with the output gradient as kernel, its stride become dilation. */
export const weightGradient: Lowering = (context, node) => {
  const [xName, dyName] = node.inputs as [string, string]
  const dwName = node.outputs[0]!
  const { builder } = context
  const old = context.old
  const geometry = convolutionGeometry(node, old(xName), old(dwName), old(dyName))
  const x = context.plain(xName)
  const dy = context.plain(dyName)
  context.setPlain(dwName, weightGradientOf(builder, x, dy, geometry))
  return true
}

function weightGradientOf(
  builder: Builder,
  x: Value,
  dy: Value,
  geometry: ConvolutionGeometry,
): Value {
  switch (geometry.kind) {
    case 'pointwise':
      return pointwiseWeightGradient(builder, geometry, {
        channelsFirst: (which) => (which === 'x' ? x : dy),
        channelsLast: (which) =>
          builder.node('Transpose', [which === 'x' ? x : dy], { perm: ints([0, 2, 3, 1]) }),
      })
    case 'depthwise':
      return depthwiseWeightGradient(builder, x, dy, geometry)
    case 'dense':
      return denseWeightGradient(builder, x, dy, geometry)
    case 'grouped':
      return groupedWeightGradient(builder, x, dy, geometry)
  }
}

/** Every image's every channel is a group of its own: no transposition, and the sum over the batch comes last. */
function depthwiseWeightGradient(
  builder: Builder,
  x: Value,
  dy: Value,
  geometry: ConvolutionGeometry,
): Value {
  const { batch, inputChannels, inputSize, outputSize, kernel } = geometry
  const maps = batch * inputChannels
  const correlated = correlate(
    builder,
    reshape(builder, x, [1, maps, ...inputSize]),
    reshape(builder, dy, [maps, 1, ...outputSize]),
    geometry,
    maps,
  )
  const perImage = reshape(builder, correlated, [batch, inputChannels, 1, ...kernel])
  return reduceSum(builder, perImage, [0], false)
}

/** Batch and channels change places, within each group of channels: the sum over the batch is then the convolution's. */
function groupedWeightGradient(
  builder: Builder,
  x: Value,
  dy: Value,
  geometry: ConvolutionGeometry,
): Value {
  const { batch, inputChannels, inputSize, group } = geometry
  const swap = (value: Value) => builder.node('Transpose', [value], { perm: ints([1, 0, 2, 3]) })
  const swapInGroups = (value: Value) => {
    const inputs = inputChannels / group
    const split = reshape(builder, value, [batch, group, inputs, ...inputSize])
    const swapped = builder.node('Transpose', [split], { perm: ints([2, 1, 0, 3, 4]) })
    return reshape(builder, swapped, [inputs, group * batch, ...inputSize])
  }
  return swap(correlate(builder, swapInGroups(x), swap(dy), geometry, group))
}

function correlate(
  builder: Builder,
  x: Value,
  kernel: Value,
  geometry: ConvolutionGeometry,
  group: number,
): Value {
  const { stride, pads } = geometry
  const correlated = builder.node('Conv', [x, kernel], {
    dilations: ints([stride, stride]),
    pads: ints(pads),
    group: int(group),
  })
  const [height, width] = geometry.kernel
  if (correlated.shape[2] === height && correlated.shape[3] === width) return correlated
  return builder.node('Slice', [
    correlated,
    builder.ints([0, 0]),
    builder.ints([height, width]),
    builder.ints([2, 3]),
    builder.ints([1, 1]),
  ])
}

export const biasGradient: Lowering = (context, node) => {
  const dy = context.plain(node.inputs[0]!)
  context.setPlain(node.outputs[0]!, reduceSum(context.builder, dy, [0, 2, 3], false))
  return true
}
