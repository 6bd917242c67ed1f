import { classAuc } from './auc.ts'
import { brierScore, expectedCalibrationError, negativeLogLikelihood } from './calibration.ts'
import {
  accuracy,
  balancedAccuracy,
  type ClassRates,
  type ConfusionMatrix,
  classRates,
  confusionMatrix,
} from './confusion.ts'
import { argmaxRows, checkPredictions, meanOfPresent, type Predictions } from './predictions.ts'

/** One class against all others: the rates of the answers, and the AUC of its probability. */
export type ClassMetrics = ClassRates & {
  /** One-versus-rest; null when the class, or every other class, has no images. */
  auc: number | null
}

/** Everything measured about a classifier on one set of images. JSON-safe: what is undefined is null. */
export type ClassificationMetrics = {
  n: number
  /** Mean negative log-likelihood, in nats. */
  loss: number
  accuracy: number
  /** Mean sensitivity of the classes that have images. */
  balancedAccuracy: number
  /** Mean AUC of the classes that have one; null when none has (all images of one class). */
  macroAuc: number | null
  perClass: Record<string, ClassMetrics>
  /** Row = true class, column = answer, in the order of the classes. */
  confusion: ConfusionMatrix
  /** Expected calibration error in 15 bins. */
  ece: number
  /** In [0, 2]. */
  brier: number
}

/**
 * Measures predictions against the truth. The answer is the class of the largest probability. A class without images
 * has sensitivity and AUC null and stays out of the means.
 *
 * @param classes names in the order of the probability columns
 * @throws DermaliteError `bad-argument`: see `checkPredictions`
 */
export function evaluatePredictions(
  predictions: Predictions & { readonly classes: readonly string[] },
): ClassificationMetrics {
  const { labels, probabilities, classes } = predictions
  const classCount = classes.length
  checkPredictions(predictions, classCount)
  const confusion = confusionMatrix(labels, argmaxRows(probabilities, classCount), classCount)
  const aucs = classes.map((_, k) => classAuc(predictions, classCount, k))
  return {
    n: labels.length,
    loss: negativeLogLikelihood(predictions, classCount),
    accuracy: accuracy(confusion),
    balancedAccuracy: balancedAccuracy(confusion),
    macroAuc: meanOfPresent(aucs),
    perClass: Object.fromEntries(
      classes.map((name, k) => [name, { ...classRates(confusion, k), auc: aucs[k]! }]),
    ),
    confusion,
    ece: expectedCalibrationError(predictions, classCount),
    brier: brierScore(predictions, classCount),
  }
}

/**
 * Every single number of the metrics under a flat name: `accuracy`, `macroAuc`, … and `mel.sensitivity`, `mel.auc`, ….
 * Intervals and a bundle's manifest use these names. What is undefined is null.
 */
export function flattenMetrics(metrics: ClassificationMetrics): Record<string, number | null> {
  const { loss, accuracy, balancedAccuracy, macroAuc, ece, brier } = metrics
  const flat: Record<string, number | null> = {
    loss,
    accuracy,
    balancedAccuracy,
    macroAuc,
    ece,
    brier,
  }
  for (const [name, { n: _, ...rates }] of Object.entries(metrics.perClass)) {
    for (const [rate, value] of Object.entries(rates)) flat[`${name}.${rate}`] = value
  }
  return flat
}
