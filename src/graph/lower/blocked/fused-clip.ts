import { type Attributes, floats, type GraphNode, string } from '../../graph.ts'
import type { LowerContext } from '../context.ts'

/**
 * Takes the Clip that alone reads the first output of a node into the blocked convolution that the node becomes: the name
 * of the value that comes out, and what the convolution has to be told.
 */
export function fusedClip(
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
