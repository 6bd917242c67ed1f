import { type Builder, createBuilder } from '../../graph/builder.ts'
import { differentiate } from '../../graph/gradient/differentiate.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { batchNormTraining } from '../../graph/operators/batch-norm.ts'
import { globalAveragePool, linear } from '../../graph/operators/linear.ts'
import type { Architecture } from '../../nets/architecture.ts'
import type { Normalize } from '../../nets/layer.ts'
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
/** Ends the name of a running statistic as it is after the step. */
export const MOVED_SUFFIX = '.moved'

export type TrainingGraphOptions = GraphOptions & {
  readonly loss: LossOptions
  /** Weight of the batch in the running statistics of BatchNorm. */
  readonly batchNormMomentum?: number
}

/**
 * One training step as a graph: forward, loss and backward.
 *
 * Inputs: `image` [N, 3, S, S], `target` [N, K], `dropout` [N, C] (0 or 1 / keep probability), every parameter.
 * Outputs: `loss` [1, 1], `logits` [N, K], `<parameter>.gradient` for every parameter that is learnt, and
 * `<parameter>.moved` for every running statistic.
 */
export function trainingGraph(options: TrainingGraphOptions): ParametricGraph {
  const moved = new Map<string, Value>()
  const { batchNormMomentum: momentum } = options
  const { builder, parameters, embedding, classify } = backbone(
    options,
    (on, x, norm, { epsilon }) => {
      const normalized = batchNormTraining(on, x, norm, { epsilon, ...(momentum && { momentum }) })
      moved.set(norm.mean.name, normalized.mean).set(norm.variance.name, normalized.variance)
      return normalized.y
    },
  )
  const { batch, classes } = options
  const target = builder.input('target', 'float32', [batch, classes])
  const dropout = builder.input('dropout', 'float32', embedding.shape)
  const logits = classify(builder.node('Mul', [embedding, dropout]))
  const loss = crossEntropy(builder, logits, target, options.loss)
  const learnt = parameters.filter(({ name }) => !moved.has(name))
  const gradients = differentiate(builder, loss, learnt)

  expose(builder, loss, 'loss')
  expose(builder, logits, 'logits')
  for (const { name } of learnt) expose(builder, gradients.get(name)!, name + GRADIENT_SUFFIX)
  for (const [name, value] of moved) expose(builder, value, name + MOVED_SUFFIX)
  return finish('training-step', builder, parameters, embedding)
}

/** The forward pass alone. Inputs: `image` [N, 3, S, S], every parameter. Output: `logits` [N, K]. */
export function evaluationGraph(options: GraphOptions): ParametricGraph {
  const { builder, parameters, embedding, classify } = backbone(options)
  expose(builder, classify(embedding), 'logits')
  return finish('evaluation-step', builder, parameters, embedding)
}

function backbone({ architecture, batch, size, classes }: GraphOptions, normalize?: Normalize) {
  const builder = createBuilder()
  const parameters: Value[] = []
  const parameter = (name: string, shape: readonly number[]) => {
    const value = builder.input(name, 'float32', shape)
    parameters.push(value)
    return value
  }
  const image = builder.input('image', 'float32', [batch, 3, size, size])
  const embedding = globalAveragePool(
    builder,
    architecture.features(builder, image, parameter, normalize),
  )
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
