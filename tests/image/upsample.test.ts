import { describe, expect, it } from 'vitest'
import { upsample } from '../../src/image/upsample.ts'
import { noise } from './pictures.ts'

const map = (width: number, height: number, values: readonly number[]) => ({
  width,
  height,
  data: Float32Array.from(values),
})

describe('upsample', () => {
  it('keeps a map of the right size', () => {
    const same = map(3, 2, [0, 0.25, 1, 0.5, 0.75, 0.125])
    expect([...upsample(same, 3, 2)]).toEqual([...same.data])
  })

  it('interpolates between centres and extends the edges', () => {
    expect([...upsample(map(2, 1, [0, 1]), 4, 2)]).toEqual([0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1])
  })

  it('interpolates along both axes', () => {
    const large = upsample(map(2, 2, [0, 1, 2, 3]), 4, 4)
    expect(large[1 * 4 + 2]).toBeCloseTo(0.25 * 2 + 0.75)
    expect(large[2 * 4 + 1]).toBeCloseTo(0.75 * 2 + 0.25)
  })

  it('keeps the strongest and the weakest place', () => {
    const values = [...noise(7, 7).data.slice(0, 49)].map((value) => value / 255)
    const large = upsample(map(7, 7, values), 100, 100)
    expect(Math.max(...large)).toBeLessThanOrEqual(Math.max(...values) + 1e-6)
    expect(Math.min(...large)).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6)
  })
})
