/** Shannon entropy over ln K: 0 for certainty, 1 for K classes all alike. */
export function normalizedEntropy(probabilities: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < probabilities.length; k++) {
    const p = probabilities[k]!
    if (p > 0) sum -= p * Math.log(p)
  }
  return sum / Math.log(probabilities.length)
}

/**
 * What the draws of a model's weights disagree about: the entropy of their mean less the mean of their entropies, over
 * ln K (Houlsby et al., Bayesian active learning, 2011; Gal, 2016, equation 3.21).
 *
 * @param draws [S, K] row-major: the probabilities of one picture by each draw
 * @returns 0 where all agree, to 1
 */
export function mutualInformation(draws: Float64Array, classCount: number): number {
  const drawCount = draws.length / classCount
  const mean = new Float64Array(classCount)
  let entropies = 0
  for (let start = 0; start < draws.length; start += classCount) {
    const row = draws.subarray(start, start + classCount)
    entropies += normalizedEntropy(row) / drawCount
    for (let k = 0; k < classCount; k++) mean[k]! += row[k]! / drawCount
  }
  return Math.max(0, normalizedEntropy(mean) - entropies)
}
