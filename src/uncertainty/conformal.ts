/** How unlikely a class is as an answer. */
export type ConformalScore =
  /** 1 - p (least ambiguous sets; Sadinle, Lei and Wasserman, 2019). */
  | { readonly method: 'lac' }
  /**
   * The probability of all likelier classes and half of its own, and a penalty for every rank beyond `freeRanks` (Angelopoulos
   * et al., Uncertainty sets for image classifiers, 2021, with the random number at its mean).
   */
  | { readonly method: 'raps'; readonly penalty: number; readonly freeRanks: number }

/** Scores of validation images, N rows of K classes, with what is true of them. */
export type ConformalData = {
  /** [N, K] row-major. */
  readonly scores: Float64Array
  /** N class indices in [0, K). */
  readonly labels: ArrayLike<number>
}

/**
 * @param probabilities [N, K] row-major
 * @returns [N, K]: the larger, the less the class belongs into the set
 */
export function conformalScores(
  probabilities: ArrayLike<number>,
  classCount: number,
  score: ConformalScore,
): Float64Array {
  const scores = Float64Array.from(probabilities, (p) => 1 - p)
  if (score.method === 'lac') return scores
  for (let start = 0; start < scores.length; start += classCount) {
    for (let k = 0; k < classCount; k++) {
      const own = probabilities[start + k]!
      let [likelier, rank] = [0, 1]
      for (let j = 0; j < classCount; j++) {
        const other = probabilities[start + j]!
        if (other < own || (other === own && j >= k)) continue
        likelier += other
        rank++
      }
      scores[start + k] = likelier + own / 2 + score.penalty * Math.max(0, rank - score.freeRanks)
    }
  }
  return scores
}

/**
 * For each class the largest score that enters the set, so that images of every class find their own class there as often as
 * `coverage` says: split conformal prediction by class (Vovk, 2012; Sadinle et al., 2019, section 3). The guarantee holds
 * under any class prior.
 *
 * A class of few images has a coarse quantile, often none below infinity. `shrinkage` lends each class that many images
 * from all the others, each a fraction of one: smaller sets, while the guarantee of a rare class becomes approximate. 0 keeps it
 * exact.
 *
 * @param coverage in (0, 1)
 * @param shrinkage images, not below 0
 * @param prior class frequencies that the scores assume; what is known of classes that it rules out is left out
 * @returns K thresholds; Infinity: the class is always in the set
 */
export function conformalThresholds(
  { scores, labels }: ConformalData,
  classCount: number,
  {
    coverage,
    shrinkage,
    prior,
  }: {
    readonly coverage: number
    readonly shrinkage: number
    readonly prior: readonly number[]
  },
): number[] {
  const own = Array.from(labels, (label, row) => ({
    label,
    score: scores[row * classCount + label]!,
  }))
    .filter(({ label }) => prior[label]! > 0)
    .sort((a, b) => a.score - b.score)
  return Array.from({ length: classCount }, (_, k) => {
    const count = own.filter(({ label }) => label === k).length
    const lent = own.length > count ? shrinkage / (own.length - count) : 0
    const total = count + lent * (own.length - count) + 1
    let sum = 0
    for (const { label, score } of own) {
      sum += label === k ? 1 : lent
      if (sum >= coverage * total * (1 - Number.EPSILON * own.length)) return score
    }
    return Number.POSITIVE_INFINITY
  })
}

/**
 * The classes of one picture whose scores stay within the thresholds, and its most probable class in any case; never one that
 * the prior rules out, whose probability is 0.
 *
 * @param probabilities K numbers
 * @returns indices, the most probable first
 */
export function predictionSet(
  probabilities: ArrayLike<number>,
  thresholds: readonly number[],
  score: ConformalScore,
): number[] {
  const scores = conformalScores(probabilities, thresholds.length, score)
  const ranked = thresholds.map((_, k) => k).sort((a, b) => probabilities[b]! - probabilities[a]!)
  const fits = (k: number) => probabilities[k]! > 0 && scores[k]! <= thresholds[k]!
  return ranked.filter((k, rank) => rank === 0 || fits(k))
}
