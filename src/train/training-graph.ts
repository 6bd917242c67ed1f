import { createBuilder } from '../graph/builder.ts'
import { differentiate } from '../graph/gradient/differentiate.ts'
import type { Graph, Value } from '../graph/graph.ts'
import { globalAveragePool, linear } from '../graph/operators/linear.ts'
import type { Architecture } from '../nets/architecture.ts'
import type { ParameterShape } from '../nets/parameter.ts'
import { crossEntropy, type LossOptions } from './loss.ts'

export type TrainingGraphOptions = {
  readonly architecture: Architecture
  readonly batch: number
  readonly size: number
  readonly classes: number
  readonly loss: LossOptions
}

export type TrainingGraph = {
  readonly graph: Graph
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
export function trainingGraph(options: TrainingGraphOptions): TrainingGraph {
  const { architecture, batch, size, classes, loss: lossOptions } = options
  const builder = createBuilder()
  const parameters: Value[] = []
  const parameter = (name: string, shape: readonly number[]) => {
    const value = builder.input(name, 'float32', shape)
    parameters.push(value)
    return value
  }
  const image = builder.input('image', 'float32', [batch, 3, size, size])
  const target = builder.input('target', 'float32', [batch, classes])
  const features = architecture.features(builder, image, parameter)
  const embedding = globalAveragePool(builder, features)
  const channels = embedding.shape[1] as number
  const dropout = builder.input('dropout', 'float32', [batch, channels])
  const dropped = builder.node('Mul', [embedding, dropout])
  const logits = linear(
    builder,
    dropped,
    parameter('classifier.weight', [classes, channels]),
    parameter('classifier.bias', [classes]),
  )
  const loss = crossEntropy(builder, logits, target, lossOptions)
  const gradients = differentiate(builder, loss, parameters)

  const expose = (value: Value, name: string) =>
    builder.output(builder.node('Identity', [value], {}, { outputs: [name] }))
  expose(loss, 'loss')
  expose(logits, 'logits')
  for (const { name } of parameters) expose(gradients.get(name)!, name + GRADIENT_SUFFIX)
  return {
    graph: builder.finish('training-step'),
    parameters: parameters.map(({ name, shape }) => ({ name, shape: shape as number[] })),
    embeddingChannels: channels,
  }
}
