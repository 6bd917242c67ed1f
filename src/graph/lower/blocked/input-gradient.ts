import type { Builder } from '../../builder.ts'
import { int, ints, string, type Value } from '../../graph.ts'
import { reshape } from '../../operators/reduction.ts'
import { float32Tensor } from '../../tensor.ts'
import { type LowerContext, NCHWC } from '../context.ts'
import {
  type ConvolutionGeometry,
  convolutionGeometry,
  fillsBlocks,
} from '../convolution-geometry.ts'
import type { Lowering } from '../lowering.ts'
import {
  flippedDepthwiseFilter,
  transposedDenseFilter,
  transposedPointwiseFilter,
} from './filters.ts'

/** dX: pointwise by the transposed weight, else by the turned (dense: and transposed) filter over dY spread out with zeros. */
export const inputGradient: Lowering = (context, node) => {
  const [dyName, weightName] = node.inputs as [string, string]
  const dxName = node.outputs[0]!
  const old = context.old
  const geometry = convolutionGeometry(node, old(dxName), old(weightName), old(dyName))
  const { kind, inputChannels, outputChannels } = geometry
  const { builder, block } = context
  if (!fillsBlocks(block, inputChannels, outputChannels)) return false
  const types = [old(dxName)]

  if (kind === 'pointwise') {
    const filter = transposedPointwiseFilter(builder, context.plain(weightName), block)
    const dx = builder.node('Conv', [context.blocked(dyName), filter], {}, { ...NCHWC, types })
    context.setBlocked(dxName, dx)
    return true
  }
  const pads = transposedPads(geometry)
  if (kind === 'grouped' || pads.some((pad) => pad < 0)) return false
  const filterOf = kind === 'depthwise' ? flippedDepthwiseFilter : transposedDenseFilter
  const filter = filterOf(builder, context.plain(weightName), block)
  const dx = builder.node(
    'Conv',
    [spread(context, context.blocked(dyName), geometry), filter],
    {
      group: int(geometry.group),
      pads: ints(pads),
      kernel_shape: ints(geometry.kernel),
    },
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
