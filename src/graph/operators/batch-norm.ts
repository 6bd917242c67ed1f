import { DermaliteError } from '../../errors.ts'
import type { Builder } from '../builder.ts'
import { type Attributes, float, floatAttribute, type Value } from '../graph.ts'

/** Scale, bias and running statistics of a batch normalization, each [C]. */
export type BatchNorm = {
  readonly scale: Value
  readonly bias: Value
  readonly mean: Value
  readonly variance: Value
}

/** Added to the variance where a network does not say otherwise. */
export const EPSILON = 1e-5
const MOMENTUM = 0.1

/**
 * Batch normalization in inference form: (x - mean) / sqrt(variance + epsilon) * scale + bias for each channel
 * (Ioffe & Szegedy, 2015).
 *
 * @param x [N, C, ...]
 */
export function batchNorm(
  builder: Builder,
  x: Value,
  { scale, bias, mean, variance }: BatchNorm,
  { epsilon = EPSILON }: { readonly epsilon?: number } = {},
): Value {
  return builder.node('BatchNormalization', [x, scale, bias, mean, variance], {
    epsilon: float(epsilon),
  })
}

export type NormalizedBatch = {
  /** [N, C, ...] */
  readonly y: Value
  /** Running mean [C] after this batch. */
  readonly mean: Value
  /** Running variance [C] after this batch. */
  readonly variance: Value
}

/**
 * Batch normalization in training form: by the mean and variance of the batch itself. The running statistics move
 * towards those of the batch by `momentum`, the variance without bias (Ioffe & Szegedy, 2015, algorithm 2); they are for
 * keeping, not for differentiating. The node is `dermalite::BatchNorm`, which `lower` turns into standard operators:
 * ONNX Runtime's own training mode overwrites the running statistics that it is given.
 *
 * @param x [N, C, ...]
 * @param momentum weight of this batch, 0 to 1
 * @throws DermaliteError `graph-invalid` when a channel has only one value in the batch
 */
export function batchNormTraining(
  builder: Builder,
  x: Value,
  norm: BatchNorm,
  { epsilon = EPSILON, momentum = MOMENTUM }: { epsilon?: number; momentum?: number } = {},
): NormalizedBatch {
  const count = valuesPerChannel(x)
  if (count < 2) {
    throw new DermaliteError(
      'graph-invalid',
      `each channel of "${x.name}" [${x.shape}] has a single value, which has no variance`,
      'Train with a larger batch or a larger image.',
    )
  }
  const [y, batchMean, batchVariance] = builder.nodeOutputs(
    'BatchNorm',
    [x, norm.scale, norm.bias],
    { epsilon: float(epsilon) },
    { domain: 'dermalite', types: [x, norm.mean, norm.variance] },
  ) as [Value, Value, Value]
  const moved = (running: Value, batch: Value, share: number) =>
    builder.node('Add', [
      builder.node('Mul', [running, builder.scalar(1 - momentum)]),
      builder.node('Mul', [batch, builder.scalar(share)]),
    ])
  return {
    y,
    mean: moved(norm.mean, batchMean, momentum),
    variance: moved(norm.variance, batchVariance, (momentum * count) / (count - 1)),
  }
}

/** How many values of x [N, C, ...] share a channel's statistics. */
export function valuesPerChannel({ shape }: Value): number {
  const [batch, , ...spatial] = shape as number[]
  return spatial.reduce((product, length) => product * length, batch!)
}

/** sqrt(variance + epsilon) [C], with the epsilon among the attributes of a normalization. */
export function deviationOf(builder: Builder, attributes: Attributes, variance: Value): Value {
  const epsilon = builder.scalar(floatAttribute(attributes, 'epsilon', EPSILON))
  return builder.node('Sqrt', [builder.node('Add', [variance, epsilon])])
}
