import { DermaliteError } from '../errors.ts'
import { createBuilder } from '../graph/builder.ts'
import type { Graph, Value } from '../graph/graph.ts'
import { convolution } from '../graph/operators/convolution.ts'
import { globalAveragePool } from '../graph/operators/linear.ts'
import { reshape } from '../graph/operators/reduction.ts'
import { foldBatchNorm } from '../graph/rewrite/fold-batch-norm.ts'
import { elementCount, float32Tensor } from '../graph/tensor.ts'
import type { Architecture } from '../nets/architecture.ts'

export type InferenceGraphOptions = {
  readonly architecture: Architecture
  readonly size: number
  readonly classes: number
  readonly parameters: ReadonlyMap<string, Float32Array>
}

/**
 * The network that ships, every BatchNorm folded into the convolution before it. Input `image` [N, 3, S, S]; outputs `logits` [N, K], `cam` [N, K, h, w] and `embedding` [N, C].
 *
 * The classifier is applied to every position of the last features as a 1x1 convolution: that is the class activation map
 * (Zhou et al., 2016), whose spatial mean plus the bias is the logit, and whose ReLU is Grad-CAM at the last convolution
 * (Selvaraju et al., 2017, appendix A).
 *
 * @throws DermaliteError `weights-invalid`: a parameter is missing or has another size
 */
export function inferenceGraph(options: InferenceGraphOptions): Graph {
  const { architecture, size, classes, parameters } = options
  const builder = createBuilder()
  const parameter = (name: string, shape: readonly number[]) =>
    builder.initializer(float32Tensor(weightsOf(parameters, name, shape), shape), name)
  const image = builder.input('image', 'float32', ['N', 3, size, size])
  const features = architecture.features(builder, image, parameter)
  const channels = features.shape[1] as number

  const embedding = globalAveragePool(builder, features)
  const cam = convolution(
    builder,
    features,
    parameter('classifier.weight', [classes, channels, 1, 1]),
    undefined,
  )
  const mean = reshape(builder, builder.node('GlobalAveragePool', [cam]), [0, classes])
  const logits = builder.node('Add', [mean, parameter('classifier.bias', [classes])])

  const expose = (value: Value, name: string) =>
    builder.output(builder.node('Identity', [value], {}, { outputs: [name] }))
  expose(logits, 'logits')
  expose(cam, 'cam')
  expose(embedding, 'embedding')
  return foldBatchNorm(builder.finish(architecture.name))
}

function weightsOf(
  parameters: ReadonlyMap<string, Float32Array>,
  name: string,
  shape: readonly number[],
): Float32Array {
  const data = parameters.get(name)
  if (data?.length === elementCount(shape)) return data
  throw new DermaliteError(
    'weights-invalid',
    `the parameter "${name}" should have shape [${shape}], there are ${data?.length ?? 'no'} numbers`,
    'Export with the weights of the same architecture and classes.',
  )
}
