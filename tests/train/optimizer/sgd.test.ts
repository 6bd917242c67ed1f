import { describe, expect, it } from 'vitest'
import { createSgd } from '../../../src/train/optimizer/sgd.ts'
import { NO_GROUPS, quadraticGradient, randomParameters } from './problem.ts'

const config = { momentum: 0.9, nesterov: false, weightDecay: 0, decay: 'l2' } as const
const one = (value: number) => new Map([['w', Float32Array.of(value)]])
const decayed = { ...NO_GROUPS, decays: new Set(['w']) }

function weightAfter(
  options: Parameters<typeof createSgd>[0],
  gradients: number[],
  groups = NO_GROUPS,
) {
  const parameters = one(1)
  const optimizer = createSgd(options, parameters, groups)
  for (const gradient of gradients) optimizer.step(parameters, one(gradient), 0.1)
  return parameters.get('w')![0]
}

describe('createSgd', () => {
  it('adds up velocity: v1 = 1, v2 = 0.9 + 2', () => {
    expect(weightAfter(config, [1, 2])).toBeCloseTo(1 - 0.1 * 1 - 0.1 * 2.9, 6)
  })

  it('looks ahead with nesterov: g + 0.9 v', () => {
    expect(weightAfter({ ...config, nesterov: true }, [1, 2])).toBeCloseTo(
      1 - 0.1 * 1.9 - 0.1 * (2 + 0.9 * 2.9),
      6,
    )
  })

  it('carries an l2 decay on in the velocity', () => {
    const w1 = 1 - 0.1 * 0.5
    const w2 = w1 - 0.1 * (0.9 * 0.5 + 0.5 * w1)
    expect(weightAfter({ ...config, weightDecay: 0.5 }, [0, 0], decayed)).toBeCloseTo(w2, 6)
  })

  it('shrinks the weight by rate * decay a step when decoupled', () => {
    const options = { ...config, weightDecay: 0.5, decay: 'decoupled' } as const
    expect(weightAfter(options, [0, 0], decayed)).toBeCloseTo(0.95 ** 2, 6)
    expect(weightAfter(options, [0, 0])).toBe(1)
  })

  it('finds the minimum of a quadratic', () => {
    const parameters = randomParameters(2)
    const optimizer = createSgd({ ...config, nesterov: true }, parameters, NO_GROUPS)
    for (let step = 0; step < 300; step++) {
      optimizer.step(parameters, quadraticGradient(parameters, 3), 0.05)
    }
    for (const w of parameters.get('bias')!) expect(w).toBeCloseTo(3, 5)
  })
})
