/** How often each class occurs, summing to 1; classes that never occur count as half an example. */
export function classFrequencies(labels: readonly number[], classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0)
  for (const label of labels) counts[label]!++
  return normalize(counts.map((count) => Math.max(count, 0.5)))
}

/** prior^power, renormalized. */
export function temperPrior(prior: readonly number[], power: number): number[] {
  return normalize(prior.map((share) => share ** power))
}

function normalize(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}
