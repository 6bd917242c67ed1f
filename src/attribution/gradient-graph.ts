import { createBuilder } from '../graph/builder.ts'
import { differentiate } from '../graph/gradient/differentiate.ts'
import type { Graph, Value } from '../graph/graph.ts'
import { lower } from '../graph/lower/lower.ts'
import { reduceSum } from '../graph/operators/reduction.ts'
import { removeUnused } from '../graph/rewrite/remove-unused.ts'

export const CLASS_WEIGHTS = 'class-weights'
export const activationName = (layer: number) => `activation-${layer}`
export const gradientName = (layer: number) => `gradient-${layer}`

/**
 * The network of a bundle with what explains it: beside `logits` [1, K] it gives, for each of some values, the activation
 * [1, C, h, w] and the gradient of the weighted sum of the logits by it, by reverse-mode automatic differentiation. The
 * weights are an input [1, K]: 1 for the class to explain and 0 for the others.
 *
 * @param values names of values of the graph that the logits depend on
 * @throws DermaliteError `graph-invalid`: an operator on the way has no gradient (as in int8 graphs)
 */
export function gradientGraph(graph: Graph, values: readonly string[]): Graph {
  const forward = removeUnused({
    ...graph,
    outputs: graph.outputs.filter(({ name }) => name === 'logits'),
  })
  const builder = createBuilder()
  const known = new Map<string, Value>()
  for (const { name, dtype, shape } of forward.inputs) {
    known.set(name, builder.input(name, dtype, [1, ...shape.slice(1)]))
  }
  for (const [name, tensor] of forward.initializers) {
    known.set(name, builder.initializer(tensor, name))
  }
  for (const { op, domain, inputs, outputs, attributes } of forward.nodes) {
    const operands = inputs.map((name) => known.get(name))
    const made = builder.nodeOutputs(op, operands, attributes, { domain, outputs })
    for (const value of made) known.set(value.name, value)
  }
  const logits = known.get('logits')!
  const weights = builder.input(CLASS_WEIGHTS, 'float32', logits.shape)
  const score = reduceSum(builder, builder.node('Mul', [logits, weights]), [0, 1])
  const layers = values.map((name) => known.get(name)!)
  const gradients = differentiate(builder, score, layers)
  const expose = (value: Value, name: string) =>
    builder.output(builder.node('Identity', [value], {}, { outputs: [name] }))
  builder.output(logits)
  layers.forEach((layer, index) => {
    expose(layer, activationName(index))
    expose(gradients.get(layer.name)!, gradientName(index))
  })
  return lower(removeUnused(builder.finish(graph.name)))
}
