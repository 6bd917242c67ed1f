import type { Builder } from '../../graph/builder.ts'
import { int, type Value } from '../../graph/graph.ts'
import { reduceSum, reshape } from '../../graph/operators/reduction.ts'
import { float32Tensor } from '../../graph/tensor.ts'

export type LossOptions = {
  /** Share of the target spread evenly over the classes (Szegedy et al., 2016), 0 to 1. */
  readonly labelSmoothing: number
  /**
   * Added to the logits while training: tau * log prior (Menon et al., Long-tail learning via logit adjustment, 2021).
   * The plain logits then assume a prior proportional to prior^(1 - tau).
   */
  readonly logitAdjustment: readonly number[]
}

/**
 * Mean cross-entropy over the batch.
 *
 * @param logits [N, K]
 * @param target [N, K] one-hot (or soft) labels whose rows sum to 1
 * @returns a scalar in a tensor of shape [1, 1]
 */
export function crossEntropy(
  builder: Builder,
  logits: Value,
  target: Value,
  { labelSmoothing, logitAdjustment }: LossOptions,
): Value {
  const [batch, classes] = logits.shape as [number, number]
  const adjustment = float32Tensor(Float32Array.from(logitAdjustment), [1, classes])
  const adjusted = builder.node('Add', [logits, builder.initializer(adjustment)])
  const logProbabilities = builder.node('LogSoftmax', [adjusted], { axis: int(-1) })
  const smoothed = builder.node('Add', [
    builder.node('Mul', [target, builder.scalar(1 - labelSmoothing)]),
    builder.scalar(labelSmoothing / classes),
  ])
  const shares = builder.node('Mul', [logProbabilities, smoothed])
  const total = reshape(builder, reduceSum(builder, shares, [0, 1]), [1, 1])
  return builder.node('Mul', [total, builder.scalar(-1 / batch)])
}
