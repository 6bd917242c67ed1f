import { DermaliteError } from '../errors.ts'
import { negativeLogLikelihood } from '../metrics/calibration.ts'
import { calibratedProbabilities } from './probabilities.ts'

export type TemperatureOptions = {
  /** Class frequencies that the logits assume. */
  readonly trainingPrior: readonly number[]
  /** Class frequencies of the labels; default: those of `labels`. */
  readonly labelPrior?: readonly number[]
}

const COLDEST = 0.05
const HOTTEST = 20
const TOLERANCE = 1e-4
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The temperature that divides the logits (Guo et al., On calibration of modern neural networks, 2017, section 4.2): the
 * one of the least negative log-likelihood, which is convex in its inverse. Found by golden-section search between 0.05
 * and 20 to a ten-thousandth of itself.
 *
 * @param logits [N, K] row-major, of images that the model was not trained on
 * @param labels N class indices in [0, K)
 * @throws DermaliteError `bad-argument`: no labels, or lengths that do not match
 */
export function fitTemperature(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  { trainingPrior, labelPrior = frequencies(labels, trainingPrior.length) }: TemperatureOptions,
): number {
  const classCount = trainingPrior.length
  if (labels.length === 0 || logits.length !== labels.length * classCount) {
    throw new DermaliteError(
      'bad-argument',
      `${logits.length} logits of ${classCount} classes stand with ${labels.length} labels`,
      'Pass one row of logits for every label, and at least one.',
    )
  }
  const loss = (logTemperature: number) => {
    const calibration = { temperature: Math.exp(logTemperature), trainingPrior }
    const probabilities = calibratedProbabilities(logits, calibration, labelPrior)
    return negativeLogLikelihood({ labels, probabilities }, classCount)
  }
  return Math.exp(minimize(loss, Math.log(COLDEST), Math.log(HOTTEST)))
}

function frequencies(labels: ArrayLike<number>, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0)
  for (let row = 0; row < labels.length; row++) counts[labels[row]!]! += 1 / labels.length
  return counts
}

/** Golden-section search (Kiefer, 1953) for the minimum of a unimodal function. */
function minimize(f: (x: number) => number, low: number, high: number): number {
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
  let [atLeft, atRight] = [f(left), f(right)]
  while (high - low > TOLERANCE) {
    if (atLeft < atRight) {
      high = right
      right = left
      atRight = atLeft
      left = high - GOLDEN * (high - low)
      atLeft = f(left)
    } else {
      low = left
      left = right
      atLeft = atRight
      right = low + GOLDEN * (high - low)
      atRight = f(right)
    }
  }
  return (low + high) / 2
}
