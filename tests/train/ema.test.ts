import { describe, expect, it } from 'vitest'
import { createEma } from '../../src/train/ema.ts'
import { cloneParameters } from '../../src/train/parameters.ts'

const one = (value: number) => new Map([['w', Float32Array.of(value)]])
const values = [3, -1, 0.5, 2]

describe('createEma', () => {
  it('starts at the weights and follows a <- d a + (1 - d) w', () => {
    const ema = createEma(one(1), 0.75)
    let expected = 1
    for (const value of values) {
      ema.update(one(value))
      expected = 0.75 * expected + 0.25 * value
      expect(ema.parameters().get('w')![0]).toBeCloseTo(expected, 6)
    }
  })

  it('does not move the weights it started from', () => {
    const weights = one(1)
    createEma(weights, 0).update(one(5))
    expect(weights.get('w')![0]).toBe(1)
  })

  it('averages over few steps at first with warm-up: 1/10, 2/11, then the decay', () => {
    const ema = createEma(one(1), 0.15, { warmup: true })
    ema.update(one(2))
    const first = 0.1 * 1 + 0.9 * 2
    expect(ema.parameters().get('w')![0]).toBeCloseTo(first, 6)
    ema.update(one(0))
    expect(ema.parameters().get('w')![0]).toBeCloseTo(0.15 * first, 6)
  })

  it.each([false, true])('goes on bit for bit from a restored state (warm-up %s)', (warmup) => {
    const straight = createEma(one(1), 0.99, { warmup })
    for (const value of values) straight.update(one(value))
    const resumed = createEma(one(0), 0.99, { warmup })
    resumed.restore(cloneParameters(straight.state()))
    for (const value of values) {
      straight.update(one(value))
      resumed.update(one(value))
    }
    expect(resumed.state()).toEqual(straight.state())
    expect(resumed.parameters()).toEqual(straight.parameters())
  })

  it('refuses the state of another network', () => {
    expect(() => createEma(one(1), 0.9).restore(new Map())).toThrow(/"w" is missing/)
  })
})
