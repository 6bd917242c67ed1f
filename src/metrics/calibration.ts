import { argmaxRows, type Predictions } from './predictions.ts'

/** One bin of a reliability diagram, for answers with a confidence in [low, high). */
export type ReliabilityBin = {
  low: number
  high: number
  n: number
  /** Mean probability of the answered class; null in an empty bin. */
  confidence: number | null
  /** Share of right answers; null in an empty bin. */
  accuracy: number | null
}

/** How far probabilities are from the truth, by every measure of this file. */
export type CalibrationNumbers = {
  /** Expected calibration error in 15 bins; the same by class. */
  readonly ece: number
  readonly classwiseEce: number
  readonly brier: number
  /** Mean negative log-likelihood, nats. */
  readonly loss: number
}

/** A probability of 0 for the true class costs this much, not infinity: -ln(1e-15) = 34.5. */
const SMALLEST_PROBABILITY = 1e-15

export function calibrationNumbers(
  predictions: Predictions,
  classCount: number,
): CalibrationNumbers {
  return {
    ece: expectedCalibrationError(predictions, classCount),
    classwiseEce: classwiseCalibrationError(predictions, classCount),
    brier: brierScore(predictions, classCount),
    loss: negativeLogLikelihood(predictions, classCount),
  }
}

/** Mean negative log-likelihood of the true class, in nats: the cross-entropy loss. */
export function negativeLogLikelihood(predictions: Predictions, classCount: number): number {
  const { labels } = predictions
  let sum = 0
  for (let row = 0; row < labels.length; row++) sum += lossOf(predictions, row, classCount)
  return sum / labels.length
}

/** The same as the mean over the classes that occur, however many images each has. */
export function balancedNegativeLogLikelihood(
  predictions: Predictions,
  classCount: number,
): number {
  const { labels } = predictions
  const sums = new Float64Array(classCount)
  const counts = new Float64Array(classCount)
  for (let row = 0; row < labels.length; row++) {
    sums[labels[row]!]! += lossOf(predictions, row, classCount)
    counts[labels[row]!]! += 1
  }
  const occurring = counts.filter((count) => count > 0).length
  return (
    sums.reduce((total, sum, k) => total + (counts[k]! > 0 ? sum / counts[k]! : 0), 0) / occurring
  )
}

function lossOf({ labels, probabilities }: Predictions, row: number, classCount: number): number {
  const p = probabilities[row * classCount + labels[row]!]!
  return -Math.log(Math.max(p, SMALLEST_PROBABILITY))
}

/** Mean squared distance between a row of probabilities and the truth as a one-hot row (Brier, 1950); in [0, 2]. */
export function brierScore({ labels, probabilities }: Predictions, classCount: number): number {
  let sum = 0
  for (let row = 0; row < labels.length; row++) {
    for (let k = 0; k < classCount; k++) {
      sum += (probabilities[row * classCount + k]! - (labels[row] === k ? 1 : 0)) ** 2
    }
  }
  return sum / labels.length
}

/** Confidence against accuracy of the answered class in equal-width bins (Guo et al., 2017, figure 1). */
export function reliabilityBins(
  { labels, probabilities }: Predictions,
  classCount: number,
  binCount = 15,
): ReliabilityBin[] {
  const answers = argmaxRows(probabilities, classCount)
  const n = new Float64Array(binCount)
  const right = new Float64Array(binCount)
  const confidence = new Float64Array(binCount)
  for (let row = 0; row < labels.length; row++) {
    const p = probabilities[row * classCount + answers[row]!]!
    const bin = Math.min(Math.floor(p * binCount), binCount - 1)
    n[bin]! += 1
    confidence[bin]! += p
    if (labels[row] === answers[row]) right[bin]! += 1
  }
  return Array.from(n, (count, bin) => ({
    low: bin / binCount,
    high: (bin + 1) / binCount,
    n: count,
    confidence: count === 0 ? null : confidence[bin]! / count,
    accuracy: count === 0 ? null : right[bin]! / count,
  }))
}

/** Expected calibration error: mean |confidence - accuracy| over the answers, by bin (Guo et al., 2017, equation 3). */
export function expectedCalibrationError(
  predictions: Predictions,
  classCount: number,
  binCount = 15,
): number {
  const gaps = reliabilityBins(predictions, classCount, binCount).map((bin) =>
    bin.n === 0 ? 0 : bin.n * Math.abs(bin.confidence! - bin.accuracy!),
  )
  return gaps.reduce((a, b) => a + b, 0) / predictions.labels.length
}

/**
 * Mean over the classes of the gap between the probability of a class and its frequency, by bin (Kull et al., 2019, equation 4).
 */
export function classwiseCalibrationError(
  { labels, probabilities }: Predictions,
  classCount: number,
  binCount = 15,
): number {
  const count = labels.length
  let error = 0
  for (let k = 0; k < classCount; k++) {
    const expected = new Float64Array(binCount)
    const found = new Float64Array(binCount)
    for (let row = 0; row < count; row++) {
      const p = probabilities[row * classCount + k]!
      const bin = Math.min(Math.floor(p * binCount), binCount - 1)
      expected[bin]! += p
      if (labels[row] === k) found[bin]! += 1
    }
    for (let bin = 0; bin < binCount; bin++) error += Math.abs(expected[bin]! - found[bin]!)
  }
  return error / (count * classCount)
}
