import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawHairs } from '../../../src/image/augment/hair.ts'
import { createRandom } from '../../../src/random.ts'
import { flatPixels } from './pixels.ts'

const SIZE = 64

describe('drawHairs', () => {
  it('darkens thin lines and leaves most of the skin alone', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const skin = flatPixels(SIZE, [200, 150, 130])
        const pixels = skin.slice()
        drawHairs(pixels, SIZE, createRandom(seed))
        expect(pixels.every((value, i) => value >= 10 && value <= skin[i]!)).toBe(true)
        const dark = pixels.filter((value, i) => i % 3 === 0 && value < 150).length / SIZE ** 2
        expect(dark).toBeGreaterThan(0)
        expect(dark).toBeLessThan(0.5)
      }),
      { numRuns: 40 },
    )
  })
})
