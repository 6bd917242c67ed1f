/** -ln Σ exp(logit): the larger, the less a classifier has seen of the kind (Liu et al., Energy-based out-of-distribution detection, 2020). */
export function energy(logits: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < logits.length; k++) largest = Math.max(largest, logits[k]!)
  let sum = 0
  for (let k = 0; k < logits.length; k++) sum += Math.exp(logits[k]! - largest)
  return -largest - Math.log(sum)
}
