import { rocAuc } from './auc.ts'

/** How well a score tells what is strange from what is known. */
export type Separation = {
  /** Probability that something strange scores above something known; null where either is missing. */
  readonly auroc: number | null
  /** Share of the strange that passes for known where 95 % of the known do: FPR at 95 % TPR (Hendrycks and Gimpel, 2017). */
  readonly fpr95: number | null
}

/** @param known scores, the larger the stranger; `strange` likewise */
export function separation(known: ArrayLike<number>, strange: ArrayLike<number>): Separation {
  if (known.length === 0 || strange.length === 0) return { auroc: null, fpr95: null }
  const scores = Float64Array.from([...Array.from(known), ...Array.from(strange)])
  const isStrange = Array.from(scores, (_, i) => i >= known.length)
  const limit = scoreAtShare(known, 0.95)
  const passing = Array.from(strange).filter((score) => score <= limit).length
  return { auroc: rocAuc(scores, isStrange), fpr95: passing / strange.length }
}

/** The smallest score that at least so large a share of the scores does not exceed. */
export function scoreAtShare(scores: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(scores).sort()
  const reached = Math.ceil(share * sorted.length * (1 - Number.EPSILON))
  return sorted[Math.max(0, reached - 1)]!
}
