import { describe, expect, it } from 'vitest'
import { createAdamw } from '../../../src/train/optimizer/adamw.ts'
import { NO_GROUPS, quadraticGradient, randomParameters } from './problem.ts'

const config = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 }
const one = (value: number) => new Map([['w', Float32Array.of(value)]])

describe('createAdamw', () => {
  it('agrees with algorithm 2 of the paper, worked out in double precision', () => {
    const gradients = [0.5, -0.25, 2, 0.125, -1]
    const rates = [0.1, 0.1, 0.05, 0.05, 0.01]
    let [w, m, v] = [1, 0, 0]
    const parameters = one(w)
    const optimizer = createAdamw(config, parameters, { ...NO_GROUPS, decays: new Set(['w']) })
    gradients.forEach((g, index) => {
      const t = index + 1
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g ** 2
      const corrected = m / (1 - 0.9 ** t) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8)
      w -= rates[index]! * (corrected + 0.1 * w)
      optimizer.step(parameters, one(g), rates[index]!)
      expect(parameters.get('w')![0]).toBeCloseTo(w, 6)
    })
    expect(optimizer.stepCount()).toBe(5)
  })

  it('moves by the learning rate at first, however small the gradient', () => {
    const parameters = new Map([['w', Float32Array.of(1, 1)]])
    const optimizer = createAdamw({ ...config, weightDecay: 0 }, parameters, NO_GROUPS)
    optimizer.step(parameters, new Map([['w', Float32Array.of(1e-4, -1e3)]]), 0.01)
    expect(parameters.get('w')![0]).toBeCloseTo(0.99, 4)
    expect(parameters.get('w')![1]).toBeCloseTo(1.01, 6)
  })

  it('decays chosen parameters alone, and without letting the moments see it', () => {
    const parameters = randomParameters(1)
    const before = randomParameters(1)
    const zero = new Map([...parameters].map(([name, data]) => [name, data.map(() => 0)]))
    const optimizer = createAdamw(config, parameters, { ...NO_GROUPS, decays: new Set(['weight']) })
    optimizer.step(parameters, zero, 0.5)
    expect(parameters.get('bias')).toEqual(before.get('bias'))
    expect(parameters.get('weight')).toEqual(before.get('weight')!.map((w) => 0.95 * w))
    expect(
      optimizer
        .state()
        .get('firstMoment/weight')!
        .every((m) => m === 0),
    ).toBe(true)
  })

  it('finds the minimum of a quadratic', () => {
    const parameters = randomParameters(2)
    const optimizer = createAdamw({ ...config, weightDecay: 0 }, parameters, NO_GROUPS)
    for (let step = 0; step < 800; step++) {
      optimizer.step(parameters, quadraticGradient(parameters, 3), 0.05)
    }
    for (const w of parameters.get('weight')!) expect(w).toBeCloseTo(3, 3)
  })
})
