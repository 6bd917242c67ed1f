import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawRuler } from '../../../src/image/augment/ruler.ts'
import { createRandom } from '../../../src/random.ts'
import { flatPixels } from './pixels.ts'

const SIZE = 80

describe('drawRuler', () => {
  it('marks a straight line away from the middle, dark or light', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const skin = flatPixels(SIZE, [120, 120, 120])
        const pixels = skin.slice()
        drawRuler(pixels, SIZE, createRandom(seed))
        expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...pixels)).toBeLessThanOrEqual(255)
        const marked = Array.from({ length: SIZE * SIZE }, (_, i) => i).filter(
          (i) => pixels[i * 3] !== 120,
        )
        expect(marked.length).toBeGreaterThan(10)
        expect(marked.length / SIZE ** 2).toBeLessThan(0.25)
        const fromCentre = marked.map((i) =>
          Math.hypot((i % SIZE) + 0.5 - SIZE / 2, Math.floor(i / SIZE) + 0.5 - SIZE / 2),
        )
        expect(Math.min(...fromCentre)).toBeGreaterThan(0.3 * SIZE - 1.5)
      }),
      { numRuns: 40 },
    )
  })

  it('is dark more often than light', () => {
    const dark = Array.from({ length: 100 }, (_, seed) => {
      const pixels = flatPixels(SIZE, [120, 120, 120])
      drawRuler(pixels, SIZE, createRandom(seed))
      return Math.min(...pixels) < 120
    }).filter(Boolean).length
    expect(dark).toBeGreaterThan(50)
    expect(dark).toBeLessThan(90)
  })
})
