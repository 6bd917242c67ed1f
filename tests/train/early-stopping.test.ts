import { describe, expect, it } from 'vitest'
import {
  EARLY_STOPPING_START,
  type EarlyStoppingOptions,
  updateEarlyStopping,
} from '../../src/train/early-stopping.ts'

const options = { patience: 2, minDelta: 0, mode: 'max' } as const

function stateAfter(values: number[], overrides: Partial<EarlyStoppingOptions> = {}) {
  return values.reduce(
    (state, value, index) =>
      updateEarlyStopping(state, { epoch: index + 1, value }, { ...options, ...overrides }),
    EARLY_STOPPING_START,
  )
}

describe('updateEarlyStopping', () => {
  it('goes on while the value improves', () => {
    expect(stateAfter([0.5, 0.6, 0.55, 0.7])).toEqual({
      best: { epoch: 4, value: 0.7 },
      waited: 0,
      stop: null,
    })
  })

  it('stops after `patience` epochs without improvement and names the best', () => {
    expect(stateAfter([0.5, 0.7, 0.6]).stop).toBeNull()
    expect(stateAfter([0.5, 0.7, 0.6, 0.7]).stop).toBe(
      'Stopped early: no better validation score for 2 epochs; the best was epoch 2 (0.7000).',
    )
  })

  it('counts a gain within minDelta as none', () => {
    expect(stateAfter([0.5, 0.505, 0.509], { minDelta: 0.01 })).toMatchObject({
      best: { epoch: 1 },
      waited: 2,
      stop: expect.any(String),
    })
  })

  it('looks for the smallest value with mode min', () => {
    expect(stateAfter([3, 2, 2.5], { mode: 'min' })).toMatchObject({
      best: { epoch: 2 },
      waited: 1,
    })
  })

  it('never takes NaN for an improvement', () => {
    expect(stateAfter([Number.NaN, 0.4, Number.NaN])).toMatchObject({
      best: { epoch: 2 },
      waited: 1,
    })
    expect(stateAfter([Number.NaN, Number.NaN]).stop).toMatch(/no usable validation score/)
  })
})
