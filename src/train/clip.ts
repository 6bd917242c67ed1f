import type { Parameters } from './parameters.ts'

/**
 * Scales all gradients in place by one factor, so that their norm taken together is at most `maxNorm` (Pascanu et al., On
 * the difficulty of training recurrent neural networks, ICML 2013, algorithm 1).
 *
 * @returns the norm before clipping; when it is not finite (an element is NaN or infinite) nothing is scaled
 */
export function clipByGlobalNorm(gradients: Parameters, maxNorm: number): number {
  let total = 0
  for (const gradient of gradients.values()) total += sumOfSquares(gradient)
  const norm = Math.sqrt(total)
  if (norm > maxNorm && Number.isFinite(norm)) {
    for (const gradient of gradients.values()) scale(gradient, maxNorm / norm)
  }
  return norm
}

function sumOfSquares(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  return sum
}

function scale(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i]! *= factor
}
