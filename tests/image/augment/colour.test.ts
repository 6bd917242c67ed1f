import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyColourShift, drawColourShift } from '../../../src/image/augment/colour.ts'
import { createRandom } from '../../../src/random.ts'
import { OFF } from './off.ts'
import { noisePixels } from './pixels.ts'

/** One colour far from the limits, after a shift. */
function shifted(options: Partial<typeof OFF>, seed: number, rgb = [120, 100, 90]) {
  const pixels = Float32Array.from(rgb)
  applyColourShift(pixels, drawColourShift({ ...OFF, ...options }, createRandom(seed)))
  return [...pixels] as [number, number, number]
}

const everySeed = (check: (seed: number) => void) =>
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      check(seed)
    }),
  )
const luma = ([red, green, blue]: readonly number[]) =>
  0.299 * red! + 0.587 * green! + 0.114 * blue!
const sum = (rgb: readonly number[]) => rgb.reduce((a, b) => a + b)

describe('a colour shift', () => {
  it('with everything off changes nothing', () => {
    const pixels = noisePixels(8)
    const before = [...pixels]
    applyColourShift(pixels, drawColourShift(OFF, createRandom(1)))
    expect([...pixels]).toEqual(before)
  })

  it('of brightness multiplies every channel alike', () => {
    everySeed((seed) => {
      const [red, green, blue] = shifted({ brightness: 0.2 }, seed)
      const factor = red / 120
      expect(Math.abs(factor - 1)).toBeLessThan(0.2 + 1e-6)
      expect(green / 100).toBeCloseTo(factor, 5)
      expect(blue / 90).toBeCloseTo(factor, 5)
    })
  })

  it('of contrast multiplies the distance from mid-grey', () => {
    everySeed((seed) => {
      const [red, green, blue] = shifted({ contrast: 0.2 }, seed)
      const factor = (blue - 127.5) / (90 - 127.5)
      expect(Math.abs(factor - 1)).toBeLessThan(0.2 + 1e-6)
      expect(red).toBeCloseTo(127.5 + factor * (120 - 127.5), 3)
      expect(green).toBeCloseTo(127.5 + factor * (100 - 127.5), 3)
    })
  })

  it('of saturation multiplies the distance from grey of the same luma', () => {
    everySeed((seed) => {
      const rgb = shifted({ saturation: 0.2 }, seed)
      const grey = luma([120, 100, 90])
      expect(luma(rgb)).toBeCloseTo(grey, 3)
      const factor = (rgb[0] - grey) / (120 - grey)
      expect(Math.abs(factor - 1)).toBeLessThan(0.2 + 1e-4)
      expect(rgb[2]).toBeCloseTo(grey + factor * (90 - grey), 3)
    })
  })

  it('of hue turns about the grey axis: sum and length stay', () => {
    everySeed((seed) => {
      const rgb = shifted({ hue: 0.5 }, seed)
      expect(sum(rgb)).toBeCloseTo(310, 2)
      expect(Math.hypot(...rgb)).toBeCloseTo(Math.hypot(120, 100, 90), 2)
    })
    const turned = Array.from({ length: 20 }, (_, seed) => shifted({ hue: 0.5 }, seed)[0])
    expect(Math.max(...turned) - Math.min(...turned)).toBeGreaterThan(20)
  })

  it('of gain multiplies each channel by itself', () => {
    const factors = Array.from({ length: 50 }, (_, seed) => {
      const [red, green, blue] = shifted({ gain: 0.06 }, seed)
      return [red / 120, green / 100, blue / 90] as const
    })
    for (const factor of factors.flat()) expect(Math.abs(factor - 1)).toBeLessThan(0.06 + 1e-6)
    expect(factors.filter(([red, green]) => Math.abs(red - green) > 0.01).length).toBeGreaterThan(
      20,
    )
  })

  it('of any strength leaves grey grey, but for the gain', () => {
    everySeed((seed) => {
      const options = { brightness: 0.2, contrast: 0.2, saturation: 1, hue: 0.5 }
      const [red, green, blue] = shifted(options, seed, [100, 100, 100])
      expect(green).toBeCloseTo(red, 3)
      expect(blue).toBeCloseTo(red, 3)
    })
  })

  it('ends between 0 and 255', () => {
    everySeed((seed) => {
      const options = { brightness: 1, contrast: 1, saturation: 1, hue: 0.5, gain: 1 }
      for (const value of shifted(options, seed, [255, 0, 128])) {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(255)
      }
    })
  })
})
