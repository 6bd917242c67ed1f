import { copyParameters, type Parameters, tensorOf } from '../parameters.ts'
import type { AdamwConfig } from './config.ts'
import { type Optimizer, type ParameterGroups, STEP_COUNT } from './optimizer.ts'

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter, Decoupled Weight Decay Regularization, ICLR 2019, algorithm 2,
 * the schedule multiplier being the learning rate): the moments never see the decay.
 */
export function createAdamw(
  { beta1, beta2, epsilon, weightDecay }: Omit<AdamwConfig, 'kind'>,
  parameters: Parameters,
  { decays, learningRateFactors }: ParameterGroups,
): Optimizer {
  const stepCount = new Float32Array(1)
  const slots = [...parameters].map(([name, { length }]) => ({
    name,
    first: new Float32Array(length),
    second: new Float32Array(length),
    factor: learningRateFactors.get(name) ?? 1,
    decay: decays.has(name) ? weightDecay : 0,
  }))
  const state: Parameters = new Map([
    [STEP_COUNT, stepCount],
    ...slots.map(({ name, first }) => [`firstMoment/${name}`, first] as const),
    ...slots.map(({ name, second }) => [`secondMoment/${name}`, second] as const),
  ])
  return {
    step(weights, gradients, learningRate, gradientScale = 1) {
      const operands = slots.map(({ name, first: { length } }) => ({
        weight: tensorOf(weights, name, length),
        gradient: tensorOf(gradients, name, length),
      }))
      const t = ++stepCount[0]!
      const secondScale = 1 / Math.sqrt(1 - beta2 ** t)
      const firstScale = 1 / (1 - beta1 ** t)
      slots.forEach(({ first, second, factor, decay }, slot) => {
        const rate = learningRate * factor
        updateTensor(operands[slot]!.weight, operands[slot]!.gradient, first, second, {
          gradientScale,
          beta1,
          beta2,
          epsilon,
          kept: 1 - rate * decay,
          stepSize: rate * firstScale,
          secondScale,
        })
      })
    },
    stepCount: () => stepCount[0]!,
    state: () => state,
    restore: (saved) => copyParameters(saved, state),
  }
}

type Coefficients = {
  readonly gradientScale: number
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  /** What the decay leaves of a weight. */
  readonly kept: number
  /** Learning rate over the first moment's bias correction. */
  readonly stepSize: number
  /** One over the root of the second moment's bias correction. */
  readonly secondScale: number
}

function updateTensor(
  weight: Float32Array,
  gradient: Float32Array,
  first: Float32Array,
  second: Float32Array,
  { gradientScale, beta1, beta2, epsilon, kept, stepSize, secondScale }: Coefficients,
): void {
  for (let i = 0; i < weight.length; i++) {
    const g = gradientScale * gradient[i]!
    const m = beta1 * first[i]! + (1 - beta1) * g
    const v = beta2 * second[i]! + (1 - beta2) * g * g
    first[i] = m
    second[i] = v
    weight[i] = kept * weight[i]! - (stepSize * m) / (Math.sqrt(v) * secondScale + epsilon)
  }
}
