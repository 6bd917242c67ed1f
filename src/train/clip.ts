import type { Parameters } from './parameters.ts'

/** The norm of all gradients taken together; not finite when one of their elements is not. */
export function globalNorm(gradients: Parameters): number {
  let total = 0
  for (const gradient of gradients.values()) total += sumOfSquares(gradient)
  return Math.sqrt(total)
}

/**
 * What gradients are multiplied by so that their norm is at most `maxNorm` (Pascanu et al., On the difficulty of training
 * recurrent neural networks, ICML 2013, algorithm 1); 1 where it is already.
 */
export function clipFactor(norm: number, maxNorm: number): number {
  return norm > maxNorm ? maxNorm / norm : 1
}

function sumOfSquares(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  return sum
}
