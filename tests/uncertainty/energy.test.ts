import { describe, expect, it } from 'vitest'
import { energy } from '../../src/uncertainty/energy.ts'

describe('energy', () => {
  it('is minus the logarithm of the sum of exponentials', () => {
    expect(energy([Math.log(2), Math.log(3)])).toBeCloseTo(-Math.log(5), 12)
  })

  it('does not overflow', () => {
    expect(energy([1000, 1000])).toBeCloseTo(-1000 - Math.LN2, 9)
  })
})
