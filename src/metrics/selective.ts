import { createRandom } from '../random.ts'
import { argmaxRows, meanOfPresent, type Predictions } from './predictions.ts'

/** How wrong the answers are that are left when the most uncertain are deferred. */
export type RiskCoveragePoint = {
  /** Share of the images that keep their answer, in (0, 1]. */
  readonly coverage: number
  /** Share of wrong answers among them. */
  readonly risk: number
}

/**
 * Images from the most certain to the least; ties in an order that does not follow the data.
 *
 * @param uncertainty N numbers
 */
export function byCertainty(uncertainty: ArrayLike<number>): number[] {
  const shuffled = createRandom(1).shuffle(Array.from(uncertainty, (_, row) => row))
  return shuffled.sort((a, b) => uncertainty[a]! - uncertainty[b]!)
}

/** The risk-coverage curve (El-Yaniv and Wiener, 2010), a point for each image. */
export function riskCoverage(
  predictions: Predictions,
  classCount: number,
  uncertainty: ArrayLike<number>,
): RiskCoveragePoint[] {
  const { labels, probabilities } = predictions
  const answers = argmaxRows(probabilities, classCount)
  let wrong = 0
  return byCertainty(uncertainty).map((row, i) => {
    wrong += Number(answers[row] !== labels[row])
    return { coverage: (i + 1) / labels.length, risk: wrong / (i + 1) }
  })
}

/** The area under the risk-coverage curve: the mean risk over all coverages; 0 is perfect (Geifman et al., 2019). */
export function areaUnderRiskCoverage(curve: readonly RiskCoveragePoint[]): number {
  return curve.reduce((sum, { risk }) => sum + risk, 0) / curve.length
}

/**
 * Balanced accuracy of the answers that are left when a share is deferred: the mean sensitivity of the classes that are left.
 *
 * @param deferred in [0, 1)
 */
export function balancedAccuracyAfterDeferral(
  { labels, probabilities }: Predictions,
  classCount: number,
  { uncertainty, deferred }: { readonly uncertainty: ArrayLike<number>; readonly deferred: number },
): number | null {
  const answers = argmaxRows(probabilities, classCount)
  const kept = byCertainty(uncertainty).slice(0, Math.round((1 - deferred) * labels.length))
  const sensitivities = Array.from({ length: classCount }, (_, k) => {
    const own = kept.filter((row) => labels[row] === k)
    return own.length === 0 ? null : own.filter((row) => answers[row] === k).length / own.length
  })
  return meanOfPresent(sensitivities)
}
