import { describe, expect, it } from 'vitest'
import { otsuMeans } from '../../../src/image/lesion/otsu.ts'
import { createRandom } from '../../../src/random.ts'

describe('otsuMeans', () => {
  it('finds the means of two groups, whatever their sizes', () => {
    const random = createRandom(1)
    for (const share of [0.1, 0.5, 0.8]) {
      const values = Float32Array.from({ length: 4000 }, () =>
        random.chance(share) ? 90 + 5 * random.normal() : 40 + 5 * random.normal(),
      )
      const { low, high } = otsuMeans(values)!
      expect(Math.abs(low - 40)).toBeLessThan(1)
      expect(Math.abs(high - 90)).toBeLessThan(1)
    }
  })

  it('needs two values', () => {
    expect(otsuMeans(Float32Array.of(3, 3, 3))).toBeUndefined()
    expect(otsuMeans(new Float32Array(0))).toBeUndefined()
  })
})
