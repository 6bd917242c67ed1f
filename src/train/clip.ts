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

/** Four sums, because each addition to a single one would wait for the one before. */
function sumOfSquares(values: Float32Array): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0]
  const whole = values.length - (values.length % 4)
  for (let i = 0; i < whole; i += 4) {
    sum0 += values[i]! * values[i]!
    sum1 += values[i + 1]! * values[i + 1]!
    sum2 += values[i + 2]! * values[i + 2]!
    sum3 += values[i + 3]! * values[i + 3]!
  }
  for (let i = whole; i < values.length; i++) sum0 += values[i]! * values[i]!
  return sum0 + sum1 + (sum2 + sum3)
}
