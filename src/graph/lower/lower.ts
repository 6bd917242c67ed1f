import { createBuilder } from '../builder.ts'
import { type Graph, type GraphNode, operatorKey } from '../graph.ts'
import { BLOCKED_LOWERINGS } from './blocked/registry.ts'
import { createLowerContext, type LowerContext } from './context.ts'
import { PLAIN_LOWERINGS } from './plain/registry.ts'

export type LowerOptions = {
  /**
   * Channels in a block of ONNX Runtime's NCHWc layout on this processor (`detectBlockSize`); 0 keeps NCHW. The blocked
   * kernels are meant for constant weights only; a lowered graph feeds them weights that it reorders itself, so that
   * they serve training too.
   */
  readonly block?: number
}

/**
 * Rewrites the `dermalite` operators of a differentiated graph into operators that ONNX Runtime executes. With a block
 * size, convolutions and what lies between them run in the blocked layout. A lowered blocked graph is bound to the kind
 * of processor it was lowered for and is never shipped.
 */
export function lower(graph: Graph, { block = 0 }: LowerOptions = {}): Graph {
  const builder = createBuilder(graph.outputs.map(({ name }) => name))
  const context = createLowerContext(graph, builder, block)
  for (const { name, dtype, shape } of graph.inputs) {
    context.setPlain(name, builder.input(name, dtype, shape))
  }
  for (const [name, tensor] of graph.initializers) {
    context.setPlain(name, builder.initializer(tensor, name))
  }
  for (const node of graph.nodes) {
    if (!context.isSkipped(node)) lowerNode(context, node)
  }
  for (const { name } of graph.outputs) builder.output(named(context, name))
  return builder.finish(graph.name)
}

function lowerNode(context: LowerContext, node: GraphNode): void {
  const key = operatorKey(node)
  if (context.block > 0 && BLOCKED_LOWERINGS[key]?.(context, node)) return
  if (PLAIN_LOWERINGS[key]?.(context, node)) return
  copyNode(context, node)
}

function copyNode(context: LowerContext, node: GraphNode): void {
  const inputs = node.inputs.map((name) => (name === '' ? undefined : context.plain(name)))
  const types = node.outputs.map((name) => context.old(name))
  const values = context.builder.nodeOutputs(node.op, inputs, node.attributes, {
    domain: node.domain,
    types,
  })
  for (const [index, name] of node.outputs.entries()) context.setPlain(name, values[index]!)
}

/** An output keeps its name whatever node it comes from. */
function named(context: LowerContext, name: string) {
  const value = context.plain(name)
  if (value.name === name) return value
  return context.builder.node('Identity', [value], {}, { outputs: [name] })
}
