import { describe, expect, it } from 'vitest'
import { minimize } from '../../../src/uncertainty/fit/minimize.ts'

describe('minimize', () => {
  it('finds the minimum of a tilted, stretched bowl', () => {
    const bowl = ([x, y]: Float64Array) => ({
      value: (x! - 3) ** 2 + 50 * (y! + x! - 1) ** 2,
      gradient: Float64Array.of(2 * (x! - 3) + 100 * (y! + x! - 1), 100 * (y! + x! - 1)),
    })
    const [x, y] = minimize(bowl, Float64Array.of(-10, 10))
    expect(x).toBeCloseTo(3, 5)
    expect(y).toBeCloseTo(-2, 5)
  })

  it('stays where there is no slope', () => {
    const flat = () => ({ value: 1, gradient: new Float64Array(2) })
    expect([...minimize(flat, Float64Array.of(4, 5))]).toEqual([4, 5])
  })
})
