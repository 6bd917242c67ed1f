import { describe, expect, it } from 'vitest'
import { jaccardIndex, type Mask, maskArea } from '../../../src/image/lesion/mask.ts'

const mask = (width: number, ...rows: string[]): Mask => ({
  width,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), Number),
})

describe('maskArea', () => {
  it('counts what lies inside', () => {
    expect(maskArea(mask(3, '010', '111'))).toBe(4)
  })
})

describe('jaccardIndex', () => {
  const bar = mask(4, '1100', '1100')

  it('is what is shared over what is covered', () => {
    expect(jaccardIndex(bar, bar)).toBe(1)
    expect(jaccardIndex(bar, mask(4, '0011', '0011'))).toBe(0)
    expect(jaccardIndex(bar, mask(4, '0110', '0110'))).toBeCloseTo(2 / 6)
  })

  it('takes two empty masks for equal', () => {
    expect(jaccardIndex(mask(2, '00'), mask(2, '00'))).toBe(1)
  })

  it('compares masks of different sizes', () => {
    const fine = mask(8, '11110000', '11110000', '11110000', '11110000')
    expect(jaccardIndex(bar, fine)).toBe(1)
    expect(jaccardIndex(fine, bar)).toBe(1)
  })
})
