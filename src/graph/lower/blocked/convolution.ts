import type { Builder } from '../../builder.ts'
import type { Attributes, GraphNode, Value } from '../../graph.ts'
import { floats, int, ints, string } from '../../graph.ts'
import { isPlainConvolution } from '../../operators/convolution.ts'
import { reduceSum, reshape } from '../../operators/reduction.ts'
import { float32Tensor } from '../../tensor.ts'
import { type LowerContext, NCHWC, reorderOutput, reorderOutputChannelsLast } from '../context.ts'
import { type ConvolutionGeometry, convolutionGeometry } from '../convolution-geometry.ts'
import type { Lowering } from '../lowering.ts'
import { pointwiseWeightGradient } from '../pointwise-weight-gradient.ts'
import {
  denseFilter,
  flippedDepthwiseFilter,
  outputBlockedFilter,
  transposedPointwiseFilter,
} from './filters.ts'

const divides = (block: number, ...channels: number[]) =>
  channels.every((count) => count % block === 0)

/** Forward convolution, with a Clip that follows it fused into the kernel. */
export const convolution: Lowering = (context, node) => {
  if (!isPlainConvolution(node)) return false
  const [xName, weightName, biasName] = node.inputs as [string, string, string | undefined]
  const old = context.old
  const geometry = convolutionGeometry(node, old(xName), old(weightName), old(node.outputs[0]!))
  const { kind, inputChannels, outputChannels, stride, pads, kernel } = geometry
  const { builder, block } = context
  const fewInputs = kind !== 'depthwise' && inputChannels < block
  const fits = divides(block, outputChannels) && (fewInputs || divides(block, inputChannels))
  if (!fits || kind === 'grouped') return false

  const weight = context.plain(weightName)
  const outputBlocked = fewInputs || kind === 'depthwise'
  const filter = outputBlocked
    ? outputBlockedFilter(builder, weight, block)
    : denseFilter(builder, weight, block)
  const x = fewInputs ? context.plain(xName) : context.blocked(xName)
  const { output, attributes } = fusedClip(context, node)
  const y = builder.node(
    'Conv',
    biasName ? [x, filter, context.plain(biasName)] : [x, filter],
    {
      ...attributes,
      kernel_shape: ints(kernel),
      strides: ints([stride, stride]),
      pads: ints(pads),
      group: int(kind === 'depthwise' ? outputChannels : 1),
    },
    { ...NCHWC, types: [old(output)] },
  )
  context.setBlocked(output, y)
  return true
}

function fusedClip(
  context: LowerContext,
  node: GraphNode,
): { output: string; attributes: Attributes } {
  const output = node.outputs[0]!
  const consumer = context.onlyConsumer(output)
  const bounds = consumer?.inputs.slice(1).map((name) => context.builder.constant(name)?.data[0])
  if (consumer?.op !== 'Clip' || bounds === undefined || bounds.includes(undefined)) {
    return { output, attributes: {} }
  }
  context.skip(consumer)
  return {
    output: consumer.outputs[0]!,
    attributes: { activation: string('Clip'), activation_params: floats(bounds.map(Number)) },
  }
}

/** dX: pointwise by the transposed weight, depthwise by the turned filter over dY spread out with zeros. */
export const inputGradient: Lowering = (context, node) => {
  const [dyName, weightName] = node.inputs as [string, string]
  const dxName = node.outputs[0]!
  const old = context.old
  const geometry = convolutionGeometry(node, old(dxName), old(weightName), old(dyName))
  const { kind, inputChannels, outputChannels } = geometry
  const { builder, block } = context
  if (!divides(block, inputChannels, outputChannels)) return false
  const types = [old(dxName)]

  if (kind === 'pointwise') {
    const filter = transposedPointwiseFilter(builder, context.plain(weightName), block)
    const dx = builder.node('Conv', [context.blocked(dyName), filter], {}, { ...NCHWC, types })
    context.setBlocked(dxName, dx)
    return true
  }
  const pads = transposedPads(geometry)
  if (kind !== 'depthwise' || pads.some((pad) => pad < 0)) return false
  const filter = flippedDepthwiseFilter(builder, context.plain(weightName), block)
  const dx = builder.node(
    'Conv',
    [spread(context, context.blocked(dyName), geometry), filter],
    { group: int(inputChannels), pads: ints(pads), kernel_shape: ints(geometry.kernel) },
    { ...NCHWC, types },
  )
  context.setBlocked(dxName, dx)
  return true
}

/** Pads around dY, spread by the stride, that make the stride-1 convolution with the turned filter as large as x. */
function transposedPads(geometry: ConvolutionGeometry): number[] {
  const { inputSize, outputSize, kernel, stride, pads } = geometry
  const before = [0, 1].map((axis) => kernel[axis]! - 1 - pads[axis]!)
  const after = [0, 1].map(
    (axis) => inputSize[axis]! - outputSize[axis]! * stride - before[axis]! + kernel[axis]! - 1,
  )
  return [...before, ...after]
}

/** Puts stride - 1 zeros behind each pixel of a blocked value: repeats the pixels, then keeps the first of each group. */
function spread(
  { builder, block }: LowerContext,
  dy: Value,
  { batch, outputChannels, outputSize, stride }: ConvolutionGeometry,
): Value {
  if (stride === 1) return dy
  const [height, width] = [outputSize[0] * stride, outputSize[1] * stride]
  const shape = [batch, outputChannels, height, width]
  const repeated = builder.node(
    'Upsample',
    [dy],
    { scales: ints([1, 1, stride, stride]), mode: string('nearest') },
    { ...NCHWC, types: [{ dtype: dy.dtype, shape }] },
  )
  const maps = (batch * outputChannels) / block
  const flat = reshape(builder, repeated, [maps, height * width * block])
  const kept = builder.node('Mul', [flat, firstOfEach(builder, height, width, stride, block)])
  return reshape(builder, kept, shape)
}

function firstOfEach(
  builder: Builder,
  height: number,
  width: number,
  stride: number,
  block: number,
): Value {
  const mask = new Float32Array(height * width * block)
  for (let row = 0; row < height; row += stride) {
    for (let column = 0; column < width; column += stride) {
      const start = (row * width + column) * block
      mask.fill(1, start, start + block)
    }
  }
  return builder.initializer(float32Tensor(mask, [1, mask.length]))
}

/** dW: pointwise by matrix products, depthwise by the blocked kernel with dY as its filter. */
export const weightGradient: Lowering = (context, node) => {
  const [xName, dyName] = node.inputs as [string, string]
  const dwName = node.outputs[0]!
  const old = context.old
  const geometry = convolutionGeometry(node, old(xName), old(dwName), old(dyName))
  const { kind, inputChannels, outputChannels } = geometry
  const { builder, block } = context
  if (!divides(block, inputChannels, outputChannels)) return false

  if (kind === 'pointwise') {
    const nameOf = (which: 'x' | 'dy') => (which === 'x' ? xName : dyName)
    const dw = pointwiseWeightGradient(builder, geometry, {
      channelsFirst: (which) => context.plain(nameOf(which)),
      channelsLast: (which) => reorderOutputChannelsLast(builder, context.blocked(nameOf(which))),
    })
    context.setPlain(dwName, dw)
    return true
  }
  const pads = correlationPads(geometry)
  if (kind !== 'depthwise' || pads.some((pad) => pad < 0)) return false
  const x = context.blocked(xName)
  const dy = context.blocked(dyName)
  context.setPlain(dwName, depthwiseWeightGradient(context, x, dy, geometry, pads))
  return true
}

/**
 * A blocked [N, C, H, W] is also a blocked [1, N C, H, W], and a blocked dY is, byte for byte, a blocked depthwise filter
 * [N C, 1, H', W']: one depthwise convolution gives the gradient of every image's every channel.
 */
function depthwiseWeightGradient(
  { builder }: LowerContext,
  x: Value,
  dy: Value,
  { batch, inputChannels, inputSize, outputSize, kernel, stride }: ConvolutionGeometry,
  pads: readonly number[],
): Value {
  const maps = batch * inputChannels
  const correlated = builder.node(
    'Conv',
    [reshape(builder, x, [1, maps, ...inputSize]), reshape(builder, dy, [maps, 1, ...outputSize])],
    {
      group: int(maps),
      dilations: ints([stride, stride]),
      pads: ints(pads),
      kernel_shape: ints(outputSize),
    },
    { ...NCHWC, types: [{ dtype: x.dtype, shape: [1, maps, ...kernel] }] },
  )
  const perImage = reshape(builder, reorderOutput(builder, correlated), [
    batch,
    inputChannels,
    1,
    ...kernel,
  ])
  return reduceSum(builder, perImage, [0], false)
}

/** Pads that make the correlation of x with the dilated dY exactly as large as the kernel. */
function correlationPads(geometry: ConvolutionGeometry): number[] {
  const { inputSize, outputSize, kernel, stride, pads } = geometry
  const after = [0, 1].map((axis) => {
    const reach = stride * (outputSize[axis]! - 1) + 1
    return kernel[axis]! - 1 + reach - inputSize[axis]! - pads[axis]!
  })
  return [pads[0], pads[1], ...after]
}

/** dB: the blocked global average pool sums each map in one pass. */
export const biasGradient: Lowering = (context, node) => {
  const dyName = node.inputs[0]!
  if (!context.isBlocked(dyName)) return false
  const { builder } = context
  const dy = context.blocked(dyName)
  const [batch, channels, height, width] = dy.shape as [number, number, number, number]
  const mean = builder.node(
    'GlobalAveragePool',
    [dy],
    {},
    {
      ...NCHWC,
      types: [{ dtype: dy.dtype, shape: [batch, channels, 1, 1] }],
    },
  )
  const summed = reduceSum(builder, reorderOutput(builder, mean), [0, 2, 3], false)
  const scale = builder.scalar(height * width)
  context.setPlain(node.outputs[0]!, builder.node('Mul', [summed, scale]))
  return true
}
