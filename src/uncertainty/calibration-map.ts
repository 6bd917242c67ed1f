import { logSoftmax } from '../metrics/softmax.ts'

/** An affine map of a model's answers to calibrated ones. */
export type CalibrationMap = {
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
  { features, weight, bias }: CalibrationMap,
): Float64Array {
  const classCount = bias.length
  const inputs = features === 'logits' ? logits : logSoftmax(logits, classCount)
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
