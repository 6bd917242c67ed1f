import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCK, forwardDct, inverseDct } from '../../../src/image/augment/dct.ts'

const scratch = new Float64Array(BLOCK * BLOCK)
const blocks = fc
  .array(fc.integer({ min: -128, max: 127 }), { minLength: 64, maxLength: 64 })
  .map((values) => Float64Array.from(values))

/** ITU-T T.81, A.3.3, as it is printed. */
function printedDct(block: Float64Array): Float64Array {
  const scale = (frequency: number) => (frequency === 0 ? Math.SQRT1_2 : 1)
  return block.map((_, index) => {
    const [v, u] = [Math.floor(index / 8), index % 8]
    let sum = 0
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        const [across, down] = [(2 * x + 1) * u, (2 * y + 1) * v]
        sum +=
          block[y * 8 + x]! * Math.cos((across * Math.PI) / 16) * Math.cos((down * Math.PI) / 16)
      }
    }
    return (scale(u) * scale(v) * sum) / 4
  })
}

describe('the DCT', () => {
  it('is the one of JPEG', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        const transformed = block.slice()
        forwardDct(transformed, scratch)
        const printed = printedDct(block)
        transformed.forEach((value, i) => {
          expect(value).toBeCloseTo(printed[i]!, 8)
        })
      }),
    )
  })

  it('comes back, and keeps the energy', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        const transformed = block.slice()
        forwardDct(transformed, scratch)
        const energy = (values: Float64Array) => values.reduce((sum, value) => sum + value ** 2, 0)
        expect(energy(transformed)).toBeCloseTo(energy(block), 5)
        inverseDct(transformed, scratch)
        transformed.forEach((value, i) => {
          expect(value).toBeCloseTo(block[i]!, 9)
        })
      }),
    )
  })

  it('puts a flat block into its first coefficient', () => {
    const block = new Float64Array(64).fill(5)
    forwardDct(block, scratch)
    expect(block[0]).toBeCloseTo(40, 10)
    expect(Math.max(...block.subarray(1).map(Math.abs))).toBeLessThan(1e-10)
  })
})
