import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { float32ToFloat16 } from '../../src/graph/float16.ts'
import { float16ToFloat32 } from '../../src/nets/half.ts'

describe('float32ToFloat16', () => {
  it('gives back the bits of every number that binary16 has', () => {
    const bits = Uint16Array.from({ length: 0x10000 }, (_, i) => i).filter(
      (half) => (half & 0x7c00) !== 0x7c00 || (half & 0x3ff) === 0,
    )
    expect(float32ToFloat16(float16ToFloat32(bits))).toEqual(bits)
  })

  it('takes the nearer of two neighbours, and the even one of equals', () => {
    const between = fc.tuple(
      fc.integer({ min: 0, max: 0x7bfe }),
      fc.float({ min: 0, max: 1, noNaN: true }),
    )
    fc.assert(
      fc.property(between, ([below, share]) => {
        const [low, high] = float16ToFloat32(Uint16Array.of(below, below + 1)) as unknown as [
          number,
          number,
        ]
        const value = Math.fround(low + share * (high - low))
        const [bits] = float32ToFloat16(Float32Array.of(value))
        const distances = [value - low, high - value] as const
        const even = below % 2 === 0 ? below : below + 1
        const nearest = distances[0] < distances[1] ? below : below + 1
        expect(bits).toBe(distances[0] === distances[1] ? even : nearest)
      }),
    )
  })

  it.each([
    ['what rounds beyond the largest number', 65520, 0x7c00],
    ['what still rounds to it', 65519, 0x7bff],
    ['minus infinity', Number.NEGATIVE_INFINITY, 0xfc00],
    ['no number', Number.NaN, 0x7e00],
    ['half of the smallest number', 2 ** -25, 0],
    ['minus zero', -0, 0x8000],
  ])('rounds %s', (_, value, bits) => {
    expect([...float32ToFloat16(Float32Array.of(value))]).toEqual([bits])
  })
})
