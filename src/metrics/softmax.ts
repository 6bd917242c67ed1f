import { DermaliteError } from '../errors.ts'

/**
 * Row-wise softmax of `logits / temperature`, shifted by each row's maximum so that it cannot overflow.
 *
 * @param logits [N, K] row-major, finite
 * @param temperature positive; above 1 flattens, below 1 sharpens (Guo et al., 2017)
 * @returns [N, K] probabilities; every row sums to 1
 * @throws DermaliteError `bad-argument`: a logit that is not finite, a length that is no multiple of K, a temperature
 *   that is not positive
 */
export function softmax(
  logits: ArrayLike<number>,
  classCount: number,
  temperature = 1,
): Float64Array {
  return logSoftmax(logits, classCount, temperature).map(Math.exp)
}

/** The natural logarithm of {@link softmax}, exact where the probability itself would underflow to 0. */
export function logSoftmax(
  logits: ArrayLike<number>,
  classCount: number,
  temperature = 1,
): Float64Array {
  checkLogits(logits, classCount, temperature)
  const result = new Float64Array(logits.length)
  for (let start = 0; start < logits.length; start += classCount) {
    let largest = Number.NEGATIVE_INFINITY
    for (let i = start; i < start + classCount; i++) largest = Math.max(largest, logits[i]!)
    let sum = 0
    for (let i = start; i < start + classCount; i++) {
      const shifted = (logits[i]! - largest) / temperature
      result[i] = shifted
      sum += Math.exp(shifted)
    }
    const logSum = Math.log(sum)
    for (let i = start; i < start + classCount; i++) result[i]! -= logSum
  }
  return result
}

function checkLogits(logits: ArrayLike<number>, classCount: number, temperature: number): void {
  if (!Number.isInteger(classCount) || classCount < 1 || logits.length % classCount !== 0) {
    throw new DermaliteError(
      'bad-argument',
      `${logits.length} logits do not make whole rows of ${classCount} classes`,
      'Pass N x K logits, row after row.',
    )
  }
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw new DermaliteError(
      'bad-argument',
      `the temperature is ${temperature}`,
      'A temperature is a positive number; 1 leaves the logits as they are.',
    )
  }
  for (let i = 0; i < logits.length; i++) {
    if (!Number.isFinite(logits[i]!)) {
      throw new DermaliteError(
        'bad-argument',
        `the logit of class ${i % classCount} in row ${Math.floor(i / classCount)} is ${logits[i]}`,
        'The model answered with a number that is not finite: check its input and its weights.',
      )
    }
  }
}
