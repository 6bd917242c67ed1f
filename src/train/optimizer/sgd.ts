import { copyParameters, type Parameters, tensorOf } from '../parameters.ts'
import type { SgdConfig } from './config.ts'
import { type Optimizer, type ParameterGroups, STEP_COUNT } from './optimizer.ts'

/**
 * Stochastic gradient descent with momentum: v = momentum v + g, w = w - rate v. With `nesterov`, w moves by
 * g + momentum v instead (Sutskever et al., On the importance of initialization and momentum, ICML 2013).
 */
export function createSgd(
  { momentum, nesterov, weightDecay, decay }: Omit<SgdConfig, 'kind'>,
  parameters: Parameters,
  { decays, learningRateFactors }: ParameterGroups,
): Optimizer {
  const stepCount = new Float32Array(1)
  const slots = [...parameters].map(([name, { length }]) => ({
    name,
    velocity: new Float32Array(length),
    factor: learningRateFactors.get(name) ?? 1,
    weightDecay: decays.has(name) ? weightDecay : 0,
  }))
  const state: Parameters = new Map([
    [STEP_COUNT, stepCount],
    ...slots.map(({ name, velocity }) => [`velocity/${name}`, velocity] as const),
  ])
  return {
    step(weights, gradients, learningRate, gradientScale = 1) {
      const operands = slots.map(({ name, velocity: { length } }) => ({
        weight: tensorOf(weights, name, length),
        gradient: tensorOf(gradients, name, length),
      }))
      stepCount[0]!++
      slots.forEach(({ velocity, factor, weightDecay }, slot) => {
        const rate = learningRate * factor
        updateTensor(operands[slot]!.weight, operands[slot]!.gradient, velocity, {
          gradientScale,
          momentum,
          nesterov,
          rate,
          penalty: decay === 'l2' ? weightDecay : 0,
          kept: decay === 'decoupled' ? 1 - rate * weightDecay : 1,
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
  readonly momentum: number
  readonly nesterov: boolean
  readonly rate: number
  /** Share of a weight added to its gradient. */
  readonly penalty: number
  /** What the decoupled decay leaves of a weight. */
  readonly kept: number
}

function updateTensor(
  weight: Float32Array,
  gradient: Float32Array,
  velocity: Float32Array,
  { gradientScale, momentum, nesterov, rate, penalty, kept }: Coefficients,
): void {
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!
    const g = gradientScale * gradient[i]! + penalty * w
    const v = momentum * velocity[i]! + g
    velocity[i] = v
    weight[i] = kept * w - rate * (nesterov ? g + momentum * v : v)
  }
}
