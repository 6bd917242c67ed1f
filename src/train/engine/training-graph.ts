import { type Builder, createBuilder } from '../../graph/builder.ts'
import { differentiate } from '../../graph/gradient/differentiate.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { globalAveragePool, linear } from '../../graph/operators/linear.ts'
import type { Architecture } from '../../nets/architecture.ts'
import type { ParameterShape } from '../../nets/parameter.ts'
import { crossEntropy, type LossOptions } from './loss.ts'

export type GraphOptions = {
  readonly architecture: Architecture
  readonly batch: number
  readonly size: number
  readonly classes: number
}

export type ParametricGraph = {
  readonly graph: Graph
  /** The parameters that the graph takes as inputs, in the order in which the network asks for them. */
  readonly parameters: readonly ParameterShape[]
  readonly embeddingChannels: number
}

export const GRADIENT_SUFFIX = '.gradient'

/**
 * One training step as a graph: forward, loss and backward.
 *
 * Inputs: `image` [N, 3, S, S], `target` [N, K], `dropout` [N, C] (0 or 1 / keep probability), every parameter.
 * Outputs: `loss` [1, 1], `logits` [N, K], and `<parameter>.gradient` for every parameter.
 */
export function trainingGraph(
  options: GraphOptions & { readonly loss: LossOptions },
): ParametricGraph {
  const { builder, parameters, embedding, classify } = backbone(options)
  const { batch, classes } = options
  const target = builder.input('target', 'float32', [batch, classes])
  const dropout = builder.input('dropout', 'float32', embedding.shape)
  const logits = classify(builder.node('Mul', [embedding, dropout]))
  const loss = crossEntropy(builder, logits, target, options.loss)
  const gradients = differentiate(builder, loss, parameters)

  expose(builder, loss, 'loss')
  expose(builder, logits, 'logits')
  for (const { name } of parameters) expose(builder, gradients.get(name)!, name + GRADIENT_SUFFIX)
  return finish('training-step', builder, parameters, embedding)
}

/** The forward pass alone. Inputs: `image` [N, 3, S, S], every parameter. Output: `logits` [N, K]. */
export function evaluationGraph(options: GraphOptions): ParametricGraph {
  const { builder, parameters, embedding, classify } = backbone(options)
  expose(builder, classify(embedding), 'logits')
  return finish('evaluation-step', builder, parameters, embedding)
}

function backbone({ architecture, batch, size, classes }: GraphOptions) {
  const builder = createBuilder()
  const parameters: Value[] = []
  const parameter = (name: string, shape: readonly number[]) => {
    const value = builder.input(name, 'float32', shape)
    parameters.push(value)
    return value
  }
  const image = builder.input('image', 'float32', [batch, 3, size, size])
  const embedding = globalAveragePool(builder, architecture.features(builder, image, parameter))
  const weight = parameter('classifier.weight', [classes, embedding.shape[1] as number])
  const bias = parameter('classifier.bias', [classes])
  const classify = (x: Value) => linear(builder, x, weight, bias)
  return { builder, parameters, embedding, classify }
}

function expose(builder: Builder, value: Value, name: string): void {
  builder.output(builder.node('Identity', [value], {}, { outputs: [name] }))
}

function finish(
  name: string,
  builder: Builder,
  parameters: readonly Value[],
  embedding: Value,
): ParametricGraph {
  return {
    graph: builder.finish(name),
    parameters: parameters.map(({ name, shape }) => ({ name, shape: shape as number[] })),
    embeddingChannels: embedding.shape[1] as number,
  }
}
