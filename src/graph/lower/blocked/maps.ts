import type { Builder } from '../../builder.ts'
import { int, intAttribute, ints, string, type Value } from '../../graph.ts'
import { reshape } from '../../operators/reduction.ts'
import { float32Tensor } from '../../tensor.ts'
import { type LowerContext, NCHWC } from '../context.ts'
import { fillsBlocks } from '../convolution-geometry.ts'
import type { Lowering } from '../lowering.ts'
import { mapDot } from './channel-sums.ts'

// A map is one channel of one image. One number a map, [N, C, 1, 1], stands in the same order blocked and plain.

/** Two factors of one shape, or one with a number for each map of the other. */
export const mul: Lowering = (context, node) => {
  const [left, right] = node.inputs as [string, string]
  if (!context.isBlocked(left) && !context.isBlocked(right)) return false
  if (shapeOf(context, left).join() === shapeOf(context, right).join()) {
    return productSummedOverPixels(context, node.outputs[0]!, left, right) || product(context, node)
  }
  const [x, gate] = context.isBlocked(left) ? [left, right] : [right, left]
  if (!isOneAMap(context, gate, x)) return false
  const scaled = eachMap(context.builder, context.blocked(x), context.plain(gate), undefined)
  context.setBlocked(node.outputs[0]!, scaled)
  return true
}

const product: Lowering = (context, node) => {
  const [left, right] = node.inputs.map(context.blocked)
  context.setBlocked(node.outputs[0]!, context.builder.node('Mul', [left, right]))
  return true
}

/** What a ReduceSum over the pixels, alone, makes of a product. */
function productSummedOverPixels(
  context: LowerContext,
  name: string,
  left: string,
  right: string,
): boolean {
  const { builder } = context
  const sum = context.onlyConsumer(name)
  if (sum?.op !== 'ReduceSum' || intAttribute(sum.attributes, 'keepdims', 1) === 0) return false
  const axes = builder.constant(context.plain(sum.inputs[1]!))?.data.join()
  if (axes !== '2,3') return false
  const output = sum.outputs[0]!
  const dots = mapDot(builder, context.blocked(left), context.blocked(right))
  context.setPlain(output, reshape(builder, dots, shapeOf(context, output)))
  context.skip(sum)
  return true
}

/** With a sum of the result and another blocked value, if nothing else reads it: one pass instead of two. */
export const spreadMaps: Lowering = (context, node) => {
  const [each] = node.inputs as [string]
  const [name] = node.outputs as [string]
  const { builder, block } = context
  const like = context.old(name)
  const [, channels, height, width] = like.shape as [number, number, number, number]
  if (!fillsBlocks(block, channels)) return false
  const sum = context.onlyConsumer(name)
  const other = sum?.op === 'Add' ? sum.inputs.find((input) => input !== name) : undefined
  const alike = other !== undefined && shapeOf(context, other).join() === like.shape.join()
  if (sum && alike && context.isBlocked(other)) {
    const x = context.blocked(other)
    const one = builder.initializer(float32Tensor(new Float32Array(mapsOf(x)).fill(1), [mapsOf(x)]))
    context.setBlocked(sum.outputs[0]!, eachMap(builder, x, one, context.plain(each)))
    context.skip(sum)
    return true
  }
  const spread = builder.node(
    'Upsample',
    [context.plain(each)],
    { scales: ints([1, 1, height, width]), mode: string('nearest') },
    { ...NCHWC, types: [like] },
  )
  context.setBlocked(name, spread)
  return true
}

/** Factor and offset a map, as a depthwise convolution of a single weight over one image of all maps. */
function eachMap(builder: Builder, x: Value, factor: Value, offset: Value | undefined): Value {
  const maps = mapsOf(x)
  const [height, width] = x.shape.slice(2) as [number, number]
  const shape = [1, maps, height, width]
  const scaled = builder.node(
    'Conv',
    [
      reshape(builder, x, shape),
      reshape(builder, factor, [maps, 1, 1, 1]),
      offset && reshape(builder, offset, [maps]),
    ],
    { group: int(maps), kernel_shape: ints([1, 1]) },
    { ...NCHWC, types: [{ dtype: x.dtype, shape }] },
  )
  return reshape(builder, scaled, x.shape as number[])
}

const shapeOf = (context: LowerContext, name: string) => context.old(name).shape as number[]

const mapsOf = ({ shape }: Value) => (shape[0] as number) * (shape[1] as number)

function isOneAMap(context: LowerContext, gate: string, x: string): boolean {
  const [batch, channels] = shapeOf(context, x)
  return shapeOf(context, gate).join() === [batch, channels, 1, 1].join()
}
