import type { Value } from '../../graph.ts'
import { reshape } from '../../operators/reduction.ts'
import { clipGradientOf } from '../clip-gradient.ts'
import { NCHWC, reorderOutput } from '../context.ts'
import type { Lowering } from '../lowering.ts'
import { swishGradientOf } from '../swish-gradient.ts'

/** Both operands [N, C, H, W] of one shape, one of them already blocked: the sum is blocked too. */
export const add: Lowering = (context, node) => {
  const [left, right] = node.inputs as [string, string]
  const shape = (name: string) => context.old(name).shape.join()
  const anyBlocked = context.isBlocked(left) || context.isBlocked(right)
  if (!anyBlocked || shape(left) !== shape(right)) return false
  const sum = context.builder.node('Add', [context.blocked(left), context.blocked(right)])
  context.setBlocked(node.outputs[0]!, sum)
  return true
}

export const clipGradient: Lowering = (context, node) => {
  const [dy, y, low, high] = node.inputs as [string, string, string, string]
  if (!context.isBlocked(y)) return false
  const dx = clipGradientOf(
    context.builder,
    context.blocked(dy),
    context.blocked(y),
    context.plain(low),
    context.plain(high),
  )
  context.setBlocked(node.outputs[0]!, dx)
  return true
}

export const sigmoid: Lowering = (context, node) => {
  const [x] = node.inputs as [string]
  if (!context.isBlocked(x)) return false
  context.setBlocked(node.outputs[0]!, context.builder.node('Sigmoid', [context.blocked(x)]))
  return true
}

export const swishGradient: Lowering = (context, node) => {
  const [, gate] = node.inputs as [string, string]
  if (!context.isBlocked(gate)) return false
  const [dy, s, y] = node.inputs.map((name) => context.blocked(name)) as [Value, Value, Value]
  context.setBlocked(node.outputs[0]!, swishGradientOf(context.builder, dy, s, y))
  return true
}

export const globalAveragePool: Lowering = (context, node) => {
  const name = node.inputs[0]!
  if (!context.isBlocked(name)) return false
  const { builder } = context
  const types = [context.old(node.outputs[0]!)]
  const pooled = builder.node('GlobalAveragePool', [context.blocked(name)], {}, { ...NCHWC, types })
  const shape = types[0]!.shape as number[]
  context.setPlain(node.outputs[0]!, reshape(builder, reorderOutput(builder, pooled), shape))
  return true
}
