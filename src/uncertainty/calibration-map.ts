import { logSoftmax } from '../metrics/softmax.ts'
import { type LabelSmoothing, undoLabelSmoothing } from './label-smoothing.ts'

/** A map of a model's answers to calibrated ones: affine, once label smoothing is undone. */
export type CalibrationMap = {
  /** Undone before anything else. */
  readonly smoothing?: LabelSmoothing | undefined
  /**
   * What is mapped: the logits (temperature and vector scaling; Guo et al., 2017), or the logarithms of the probabilities
   * (Dirichlet calibration; Kull et al., 2019, equation 8).
   */
  readonly features: 'logits' | 'log-probabilities'
  /** [K, K] row-major. */
  readonly weight: readonly number[]
  /** K numbers. */
  readonly bias: readonly number[]
}

/**
 * @param logits [N, K] row-major, as the model gives them
 * @returns [N, K] calibrated logits: their softmax are the probabilities under the prior that the model assumes
 */
export function calibrateLogits(
  logits: ArrayLike<number>,
  { smoothing, features, weight, bias }: CalibrationMap,
): Float64Array {
  const classCount = bias.length
  const answers = smoothing ? undoLabelSmoothing(logits, smoothing) : logits
  const inputs = features === 'logits' ? answers : logSoftmax(answers, classCount)
  return Float64Array.from({ length: logits.length }, (_, i) => {
    const k = i % classCount
    let sum = bias[k]!
    for (let j = 0; j < classCount; j++) sum += weight[k * classCount + j]! * inputs[i - k + j]!
    return sum
  })
}

/** Every logit divided by one temperature. */
export function temperatureMap(temperature: number, classCount: number): CalibrationMap {
  const weight = Array.from({ length: classCount ** 2 }, (_, i) =>
    i % (classCount + 1) === 0 ? 1 / temperature : 0,
  )
  return { features: 'logits', weight, bias: new Array<number>(classCount).fill(0) }
}
