import { DermaliteError } from '../errors.ts'

/**
 * The answers of a classifier for N images of which the truth is known.
 *
 * `labels`: N class indices in [0, K). `probabilities`: [N, K] row-major, each in [0, 1], every row summing to 1.
 */
export type Predictions = {
  readonly labels: ArrayLike<number>
  readonly probabilities: ArrayLike<number>
}

/** How far a row's sum may be from 1: float32 rounding and four printed digits pass, logits do not. */
const SUM_TOLERANCE = 1e-3

/**
 * Refuses predictions that no metric could describe.
 *
 * @throws DermaliteError `bad-argument`: no rows, lengths that do not match, a label outside [0, K), a probability that
 *   is not a number in [0, 1], a row that does not sum to 1
 */
export function checkPredictions({ labels, probabilities }: Predictions, classCount: number): void {
  checkLabels(labels, classCount)
  if (probabilities.length !== labels.length * classCount) {
    throw new DermaliteError(
      'bad-argument',
      `${labels.length} labels of ${classCount} classes need ${labels.length * classCount} probabilities, got ${probabilities.length}`,
      'Pass one row of class probabilities, row after row, for every label.',
    )
  }
  for (let row = 0; row < labels.length; row++) {
    let sum = 0
    for (let k = 0; k < classCount; k++) {
      const p = probabilities[row * classCount + k]!
      if (!(p >= 0 && p <= 1 + SUM_TOLERANCE)) {
        throw new DermaliteError(
          'bad-argument',
          `the probability of class ${k} in row ${row} is ${p}, not a number in [0, 1]`,
          'Pass probabilities; turn logits into them with softmax().',
        )
      }
      sum += p
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new DermaliteError(
        'bad-argument',
        `the probabilities of row ${row} sum to ${sum}, not to 1`,
        'Pass probabilities; turn logits into them with softmax().',
      )
    }
  }
}

/** @throws DermaliteError `bad-argument`: no labels, or one that is not an integer in [0, K) */
export function checkLabels(labels: ArrayLike<number>, classCount: number): void {
  if (labels.length === 0) {
    throw new DermaliteError(
      'bad-argument',
      'there are no predictions to measure',
      'Pass at least one label with its prediction.',
    )
  }
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!
    if (!Number.isInteger(label) || label < 0 || label >= classCount) {
      throw new DermaliteError(
        'bad-argument',
        `the label of row ${row} is ${label}, not a class index from 0 to ${classCount - 1}`,
        'Pass labels as indices into the list of classes.',
      )
    }
  }
}

/** The class of the largest score in each row of [N, K]; the first of equals. */
export function argmaxRows(scores: ArrayLike<number>, classCount: number): Int32Array {
  const best = new Int32Array(scores.length / classCount)
  for (let row = 0; row < best.length; row++) {
    const start = row * classCount
    let top = 0
    for (let k = 1; k < classCount; k++) {
      if (scores[start + k]! > scores[start + top]!) top = k
    }
    best[row] = top
  }
  return best
}

/** The mean of the values that are not null, or null when there is none. */
export function meanOfPresent(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null)
  return present.length === 0 ? null : present.reduce((a, b) => a + b, 0) / present.length
}
