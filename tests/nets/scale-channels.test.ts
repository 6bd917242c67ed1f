import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleChannels } from '../../src/nets/scale-channels.ts'

describe('scaleChannels', () => {
  it('gives multiples of 8 that lose no more than a tenth and gain no more than 4, from 8 up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        (channels, width) => {
          const scaled = scaleChannels(channels, width)
          const exact = channels * width
          expect(scaled % 8).toBe(0)
          expect(scaled).toBeGreaterThanOrEqual(Math.max(8, 0.9 * exact))
          expect(scaled).toBeLessThanOrEqual(Math.max(8, exact + 8))
        },
      ),
    )
  })

  it.each([
    [24, 0.35, 8],
    [24, 0.5, 16],
    [24, 0.75, 24],
    [24, 1.4, 32],
    [32, 1.3, 40],
    [1280, 1.4, 1792],
  ])('makes %i channels at width %f into %i', (channels, width, expected) => {
    expect(scaleChannels(channels, width)).toBe(expected)
  })
})
