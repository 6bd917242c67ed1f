import { createRandom } from '../random.ts'
import { groupRows, type Interval } from './bootstrap.ts'
import { type CalibrationNumbers, calibrationNumbers, reliabilityBins } from './calibration.ts'
import type { Estimate, Estimated } from './estimate.ts'
import { centralInterval } from './quantile.ts'

export type ConsistencyOptions = {
  /** How many times to draw; default 1000. */
  readonly resamples?: number
  readonly seed?: number
}

export type Consistency = {
  /** The mean over draws, and what 95 % of them lie in. */
  readonly calibration: Estimated<CalibrationNumbers>
  /** The same interval of the share of right answers in each of the 15 bins of a reliability diagram; null in an empty one. */
  readonly accuracy: (Interval | null)[]
}

/**
 * What would be measured of these answers if every probability were exactly right: labels are drawn from the probabilities, and
 * the answers measured against them (consistency resampling; Bröcker and Smith, Increasing the reliability of reliability
 * diagrams, 2007). A calibration error is never 0 on finitely many images; this is what chance alone leaves of it.
 *
 * Images of one lesion share the number that their label is drawn by, so that they get the same label as far as their
 * probabilities allow it.
 *
 * @param probabilities [N, K] row-major, rows summing to 1
 * @param groups one key a row: the lesion
 */
export function consistency(
  probabilities: ArrayLike<number>,
  groups: ArrayLike<string>,
  classCount: number,
  { resamples = 1000, seed = 0 }: ConsistencyOptions = {},
): Consistency {
  const random = createRandom(seed)
  const lesions = groupRows(groups)
  const draws = Array.from({ length: resamples }, () => {
    const labels = new Int32Array(groups.length)
    for (const rows of lesions) {
      const uniform = random.uniform()
      for (const row of rows) {
        labels[row] = labelAt(uniform, probabilities, row * classCount, classCount)
      }
    }
    const predictions = { labels, probabilities }
    return {
      numbers: calibrationNumbers(predictions, classCount),
      accuracy: reliabilityBins(predictions, classCount).map((bin) => bin.accuracy),
    }
  })
  const of = (name: keyof CalibrationNumbers) => summarize(draws.map((draw) => draw.numbers[name]))
  return {
    calibration: {
      ece: of('ece'),
      classwiseEce: of('classwiseEce'),
      brier: of('brier'),
      loss: of('loss'),
    },
    accuracy: draws[0]!.accuracy.map((first, bin) =>
      first === null ? null : centralInterval(draws.map((draw) => draw.accuracy[bin]!)),
    ),
  }
}

/** The class that a number in [0, 1) falls to, where each has a stretch as long as its probability. */
function labelAt(
  uniform: number,
  probabilities: ArrayLike<number>,
  start: number,
  classCount: number,
): number {
  let left = uniform
  for (let k = 0; k < classCount - 1; k++) {
    left -= probabilities[start + k]!
    if (left < 0) return k
  }
  return classCount - 1
}

function summarize(values: readonly number[]): Estimate {
  const value = values.reduce((a, b) => a + b, 0) / values.length
  return { value, interval: centralInterval(values) }
}
