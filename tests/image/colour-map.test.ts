import { describe, expect, it } from 'vitest'
import { viridisTable } from '../../src/image/colour-map.ts'

const table = viridisTable()
const colour = (step: number) => [...table.subarray(step * 3, step * 3 + 3)]

describe('viridisTable', () => {
  it('runs from dark violet over green to yellow, as in Matplotlib', () => {
    expect(table).toHaveLength(256 * 3)
    expect(colour(0)).toEqual([0x44, 0x01, 0x54])
    expect(colour(128)).toEqual([0x21, 0x91, 0x8c])
    expect(colour(255)).toEqual([0xfd, 0xe7, 0x25])
  })

  it('becomes lighter with every step', () => {
    const lightness = (step: number) => {
      const [red, green, blue] = colour(step) as [number, number, number]
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    for (let step = 2; step < 256; step += 2) {
      expect(lightness(step)).toBeGreaterThan(lightness(step - 2))
    }
  })
})
