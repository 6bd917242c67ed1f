import { createBuilder } from '../builder.ts'
import type { Graph } from '../graph.ts'
import type { Tensor } from '../tensor.ts'

/**
 * The same graph with other tensors in place of some initializers, the type of every value inferred anew. Tensors may have
 * other shapes, as long as every operator accepts them.
 *
 * @throws DermaliteError `graph-invalid`: shapes that do not fit together
 */
export function withInitializers(graph: Graph, replaced: ReadonlyMap<string, Tensor>): Graph {
  const builder = createBuilder()
  const find = (name: string) => builder.values().get(name)!
  for (const { name, dtype, shape } of graph.inputs) builder.input(name, dtype, shape)
  for (const [name, tensor] of graph.initializers) {
    builder.initializer(replaced.get(name) ?? tensor, name)
  }
  for (const { op, domain, inputs, outputs, attributes } of graph.nodes) {
    const values = inputs.map((name) => (name === '' ? undefined : find(name)))
    builder.nodeOutputs(op, values, attributes, { domain, outputs })
  }
  for (const { name } of graph.outputs) builder.output(find(name))
  return builder.finish(graph.name)
}
