import { describe, expect, it } from 'vitest'
import { COLOUR_MAPS, type ColourMap, colourTable } from '../../src/image/colour-map.ts'

const colour = (map: ColourMap, step: number) => [
  ...colourTable(map).subarray(step * 3, step * 3 + 3),
]

describe('colourTable', () => {
  it('has the ends of Matplotlib', () => {
    expect([colour('viridis', 0), colour('viridis', 255)]).toEqual([
      [0x44, 0x01, 0x54],
      [0xfd, 0xe7, 0x25],
    ])
    expect(colour('viridis', 128)).toEqual([0x21, 0x91, 0x8c])
    expect([colour('inferno', 0), colour('inferno', 255)]).toEqual([
      [0, 0, 4],
      [0xfc, 0xff, 0xa4],
    ])
  })

  it.each(COLOUR_MAPS)('%s becomes lighter with every step', (map) => {
    const table = colourTable(map)
    expect(table).toHaveLength(256 * 3)
    const lightness = (step: number) =>
      0.2126 * table[step * 3]! + 0.7152 * table[step * 3 + 1]! + 0.0722 * table[step * 3 + 2]!
    for (let step = 4; step < 256; step += 4) {
      expect(lightness(step)).toBeGreaterThan(lightness(step - 4))
    }
  })
})
