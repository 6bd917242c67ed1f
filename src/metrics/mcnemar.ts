import { DermaliteError } from '../errors.ts'

export type McNemar = {
  /** Images that only the first classifier gets right. */
  readonly onlyFirst: number
  /** Images that only the second gets right. */
  readonly onlySecond: number
  /** Two-sided mid-p value, 0 to 1: how surprising so uneven a split is if neither is better. */
  readonly p: number
}

/**
 * Whether one of two classifiers is right more often on the same images (McNemar, 1947), by the exact binomial distribution
 * with the mid-p correction (Fagerland, Lydersen and Laake, 2013). Images count as independent; where several show one
 * lesion the test is somewhat too sure, and `pairedBootstrap` over lesions is the better judge.
 *
 * @param first N flags, whether the first classifier is right; `second` of the other, in the same order
 * @throws DermaliteError `bad-argument`: lengths that differ
 */
export function mcNemarTest(first: ArrayLike<boolean>, second: ArrayLike<boolean>): McNemar {
  if (first.length !== second.length) {
    throw new DermaliteError(
      'bad-argument',
      `${first.length} answers stand against ${second.length}`,
      'Compare two classifiers on the same images.',
    )
  }
  let onlyFirst = 0
  let onlySecond = 0
  for (let i = 0; i < first.length; i++) {
    if (first[i] && !second[i]) onlyFirst++
    if (second[i] && !first[i]) onlySecond++
  }
  return { onlyFirst, onlySecond, p: midP(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond) }
}

/** 2 P(X <= k) - P(X = k) for X binomial of n throws of a fair coin, k <= n / 2. */
function midP(k: number, n: number): number {
  let logProbability = -n * Math.LN2
  let below = 0
  for (let i = 0; i < k; i++) {
    below += Math.exp(logProbability)
    logProbability += Math.log((n - i) / (i + 1))
  }
  return Math.min(1, 2 * below + Math.exp(logProbability))
}
