import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eraseRectangle } from '../../../src/image/augment/erase.ts'
import { createRandom } from '../../../src/random.ts'
import { noisePixels } from './pixels.ts'

const SIZE = 40

describe('eraseRectangle', () => {
  it('covers one rectangle inside the picture with one grey, and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const before = noisePixels(SIZE)
        const pixels = before.slice()
        eraseRectangle(pixels, SIZE, createRandom(seed))
        const covered = Array.from({ length: SIZE * SIZE }, (_, i) => i).filter((i) =>
          [0, 1, 2].some((channel) => pixels[i * 3 + channel] !== before[i * 3 + channel]),
        )
        const columns = covered.map((i) => i % SIZE)
        const rows = covered.map((i) => Math.floor(i / SIZE))
        const width = Math.max(...columns) - Math.min(...columns) + 1
        const height = Math.max(...rows) - Math.min(...rows) + 1
        expect(covered).toHaveLength(width * height)
        for (const side of [width, height]) {
          expect(side).toBeGreaterThanOrEqual(0.08 * SIZE)
          expect(side).toBeLessThanOrEqual(0.35 * SIZE)
        }
        const tones = new Set(covered.flatMap((i) => [...pixels.subarray(i * 3, i * 3 + 3)]))
        expect(tones.size).toBe(1)
        const [tone] = tones
        expect(tone).toBeGreaterThanOrEqual(60)
        expect(tone).toBeLessThan(200)
      }),
    )
  })

  it('reaches every corner', () => {
    const corners = [0, SIZE - 1, SIZE * (SIZE - 1), SIZE * SIZE - 1]
    const reached = new Set<number>()
    for (let seed = 0; seed < 3000 && reached.size < 4; seed++) {
      const pixels = new Float32Array(SIZE * SIZE * 3)
      eraseRectangle(pixels, SIZE, createRandom(seed))
      for (const corner of corners) if (pixels[corner * 3]! > 0) reached.add(corner)
    }
    expect(reached.size).toBe(4)
  })
})
