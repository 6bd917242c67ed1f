import type { Graph } from '../../graph/graph.ts'
import { lower } from '../../graph/lower/lower.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { isStatistic, type ParameterShape } from '../../nets/parameter.ts'
import { InferenceSession, Tensor } from '../../onnxruntime.ts'
import type { Parameters } from '../parameters.ts'
import { detectBlockSize } from './block-size.ts'
import {
  evaluationGraph,
  GRADIENT_SUFFIX,
  type GraphOptions,
  MOVED_SUFFIX,
  type ParametricGraph,
  type TrainingGraphOptions,
  trainingGraph,
} from './training-graph.ts'

export type EngineOptions = GraphOptions & SessionOptions

type SessionOptions = {
  readonly threads: number
  /** Channels a block of the convolution layout; detected where left out, 0 for plain NCHW. */
  readonly block?: number
}

export type StepInputs = {
  /** [N, 3, S, S] */
  readonly image: Float32Array
  /** [N, K], rows sum to 1 */
  readonly target: Float32Array
  /** [N, C], 0 or 1 / keep probability */
  readonly dropout: Float32Array
}

export type StepResult = {
  readonly loss: number
  /** [N, K] */
  readonly logits: Float32Array
  /** For every parameter that is learnt. */
  readonly gradients: Parameters
  /** The running statistics of BatchNorm after this batch; none where it is folded. */
  readonly statistics: Parameters
}

/** Runs forward and backward of one batch; the weights come in and the gradients go out with each call. */
export type TrainingEngine = {
  readonly parameters: readonly ParameterShape[]
  readonly embeddingChannels: number
  step(parameters: Parameters, inputs: StepInputs): Promise<StepResult>
  dispose(): Promise<void>
}

/** Runs the forward pass of one batch. */
export type EvaluationEngine = {
  readonly parameters: readonly ParameterShape[]
  /** image [N, 3, S, S] -> logits [N, K] */
  logits(parameters: Parameters, image: Float32Array): Promise<Float32Array>
  dispose(): Promise<void>
}

export async function createTrainingEngine(
  options: TrainingGraphOptions & SessionOptions,
): Promise<TrainingEngine> {
  const { batch, classes, size } = options
  const { graph, parameters, embeddingChannels } = trainingGraph(options)
  const session = await openSession(graph, options)
  const names = parameters.map(({ name }) => name)
  const [learnt, counted] = [names.filter((name) => !isStatistic(name)), names.filter(isStatistic)]
  return {
    parameters,
    embeddingChannels,
    async step(values, { image, target, dropout }) {
      const outputs = await session.run({
        image: new Tensor('float32', image, [batch, 3, size, size]),
        target: new Tensor('float32', target, [batch, classes]),
        dropout: new Tensor('float32', dropout, [batch, embeddingChannels]),
        ...parameterFeeds(parameters, values),
      })
      const output = (name: string) => outputs[name]!.data as Float32Array
      return {
        loss: output('loss')[0]!,
        logits: output('logits'),
        gradients: new Map(learnt.map((name) => [name, output(name + GRADIENT_SUFFIX)])),
        statistics: new Map(counted.map((name) => [name, output(name + MOVED_SUFFIX)])),
      }
    },
    dispose: () => session.release(),
  }
}

export async function createEvaluationEngine(options: EngineOptions): Promise<EvaluationEngine> {
  const { batch, size } = options
  const { graph, parameters }: ParametricGraph = evaluationGraph(options)
  const session = await openSession(graph, options)
  return {
    parameters,
    async logits(values, image) {
      const outputs = await session.run({
        image: new Tensor('float32', image, [batch, 3, size, size]),
        ...parameterFeeds(parameters, values),
      })
      return outputs.logits!.data as Float32Array
    },
    dispose: () => session.release(),
  }
}

const SESSION_EXTRA = {
  session: {
    /** Leaves values that a graph rounds on the way in float32: integer kernels have no gradient, and round elsewhere. */
    disable_quant_qdq: '1',
    /** Threads rest as soon as a step is done: spinning on, they would take their core from the loader. */
    force_spinning_stop: '1',
  },
}

async function openSession(graph: Graph, { threads, block }: SessionOptions) {
  const lowered = lower(graph, { block: block ?? (await detectBlockSize()) })
  return InferenceSession.create(writeOnnx(lowered), {
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: SESSION_EXTRA,
  })
}

function parameterFeeds(shapes: readonly ParameterShape[], values: Parameters) {
  return Object.fromEntries(
    shapes.map(({ name, shape }) => [name, new Tensor('float32', values.get(name)!, shape)]),
  )
}
