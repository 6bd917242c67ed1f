import { describe, expect, it } from 'vitest'
import { toLab } from '../../src/image/lab.ts'

const lab = (red: number, green: number, blue: number) => {
  const { lightness, a, b } = toLab({ width: 1, height: 1, data: Uint8Array.of(red, green, blue) })
  return [lightness[0]!, a[0]!, b[0]!]
}

describe('toLab', () => {
  // Reference values of sRGB primaries under D65, as Lindbloom's calculator gives them.
  it.each([
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [255, 255, 255],
      [100, 0, 0],
    ],
    [
      [255, 0, 0],
      [53.24, 80.09, 67.2],
    ],
    [
      [0, 255, 0],
      [87.73, -86.18, 83.18],
    ],
    [
      [0, 0, 255],
      [32.3, 79.19, -107.86],
    ],
    [
      [119, 119, 119],
      [50.03, 0, 0],
    ],
  ] as const)('%j is %j', ([red, green, blue], expected) => {
    lab(red, green, blue).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index]!, 1)
    })
  })
})
