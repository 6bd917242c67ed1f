import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/random.ts'
import { packMatrix, unpackMatrix } from '../../src/uncertainty/packed.ts'

describe('a packed matrix', () => {
  const random = createRandom(1)
  const values = Float64Array.from({ length: 60 }, (_, i) => random.normal() * 10 ** (i / 20))

  it.each([
    [8, 127],
    [16, 32767],
  ] as const)('of %i bits is off by half a level of its row at most', (bits, levels) => {
    const packed = packMatrix(values, 3, bits)
    expect(packed).toMatchObject({ rows: 3, columns: 20, bits })
    const unpacked = unpackMatrix(packed)
    for (let row = 0; row < 3; row++) {
      const own = values.slice(row * 20, (row + 1) * 20)
      const largest = Math.max(...own.map(Math.abs))
      for (const [i, value] of own.entries()) {
        const error = Math.abs(unpacked[row * 20 + i]! - value)
        expect(error).toBeLessThanOrEqual((largest / levels) * 0.501)
      }
    }
  })

  it('is the same on every machine: little-endian', () => {
    expect(packMatrix([1, -1], 1, 16).data).toBe('/38BgA==')
  })

  it('holds rows of zeros', () => {
    expect([...unpackMatrix(packMatrix([0, 0, 3, 0], 2, 8))]).toEqual([0, 0, 3, 0])
  })
})
