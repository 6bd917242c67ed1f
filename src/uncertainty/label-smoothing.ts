import { softmax } from '../metrics/softmax.ts'

/** How the targets of training were smoothed. */
export type LabelSmoothing = {
  /** Share of each target that went to all K classes alike, in (0, 1). */
  readonly share: number
  /** K numbers: what the logits gain under the class frequencies of training, where the targets were smoothed; see `logOdds`. */
  readonly odds: readonly number[]
}

/** Of the bound below, in units of what every class had for certain. */
const SOFTNESS = 0.1

/**
 * A network that learned from smoothed targets approaches s = (1 - ε) p + ε / K instead of the probabilities p (Szegedy et al.,
 * Rethinking the Inception architecture for computer vision, 2016, section 7). p is what lies above ε / K. Left in, the ε / K of
 * a class that is rare in training counts as evidence for it, many times over where classes are taken to be equally frequent.
 *
 * Answers below ε / K occur: a soft bound, softplus(s - ε / K), keeps their p above 0 and in order.
 *
 * @param logits [N, K] row-major, finite, as the model gives them
 * @returns [N, K]: logits of p, under the class frequencies that the model's logits assume
 * @throws DermaliteError `bad-argument`: see `softmax`
 */
export function undoLabelSmoothing(
  logits: ArrayLike<number>,
  { share, odds }: LabelSmoothing,
): Float64Array {
  const classCount = odds.length
  const floor = share / classCount
  const softness = SOFTNESS * floor
  const smoothed = softmax(
    Float64Array.from(logits, (logit, i) => logit + odds[i % classCount]!),
    classCount,
  )
  return smoothed.map((s, i) => {
    const above = s - floor
    const bounded =
      Math.max(above, 0) + softness * Math.log1p(Math.exp(-Math.abs(above) / softness))
    return Math.log(bounded) - odds[i % classCount]!
  })
}
