import { describe, expect, it } from 'vitest'
import { softmax } from '../../src/metrics/softmax.ts'
import { calibrateLogits, temperatureMap } from '../../src/uncertainty/calibration-map.ts'

describe('calibrateLogits', () => {
  it('multiplies by the weight, row by row, and adds the bias', () => {
    const map = { features: 'logits', weight: [2, 1, 0, 3], bias: [0.5, -1] } as const
    expect([...calibrateLogits([1, 2, -1, 0], map)]).toEqual([4.5, 5, -1.5, -1])
  })

  it('divides by a temperature', () => {
    expect([...calibrateLogits([1, -2, 4], temperatureMap(2, 3))]).toEqual([0.5, -1, 2])
  })

  it('maps log-probabilities, which do not depend on what is common to all logits', () => {
    const map = { features: 'log-probabilities', weight: [1, 0, 0, 1], bias: [0, 0] } as const
    const mapped = calibrateLogits([1, 2, 101, 102], map)
    expect(mapped.slice(0, 2)).toEqual(mapped.slice(2))
    expect(Math.exp(mapped[0]!)).toBeCloseTo(softmax([1, 2], 2)[0]!, 12)
  })
})
