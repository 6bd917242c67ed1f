/**
 * The largest threshold that so large a share of the positives reaches: scores from it on count as positive.
 *
 * @param positives scores of the positives
 * @param sensitivity in (0, 1]
 * @returns undefined where there are no positives
 */
export function thresholdForSensitivity(
  positives: ArrayLike<number>,
  sensitivity: number,
): number | undefined {
  const sorted = Float64Array.from(positives).sort()
  // a share such as 0.95 of 20 is 19, not 18.999… of them
  const reached = Math.ceil(sensitivity * sorted.length * (1 - Number.EPSILON))
  return sorted[sorted.length - reached]
}
