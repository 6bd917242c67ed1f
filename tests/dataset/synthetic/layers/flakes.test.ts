import { describe, expect, it } from 'vitest'
import { flakes } from '../../../../src/dataset/synthetic/layers/flakes.ts'
import { createRandom } from '../../../../src/random.ts'
import { meanBetween, peakBeyond, skinPatch } from '../skin-patch.ts'

function paint(share: number, reach = 1.2) {
  const { tissue, outline } = skinPatch()
  flakes({
    size: [0.8, 0.8],
    share: [share, share],
    sharpness: 6,
    amounts: { keratin: 1 },
    opacity: [0.9, 0.9],
    reach,
  })(tissue, outline, createRandom(1))
  return tissue
}

describe('flakes', () => {
  it('cover about their share of the lesion', () => {
    expect(meanBetween(paint(0.5), 'keratin', 0, 2.5)).toBeGreaterThan(0.3)
    expect(meanBetween(paint(0.1), 'keratin', 0, 2.5)).toBeLessThan(0.25)
    expect(Math.max(...paint(0.1).planes.keratin)).toBeCloseTo(0.9)
  })

  it('reach no farther than they may', () => {
    expect(peakBeyond(paint(0.5), 'keratin', 3.2)).toBe(0)
    expect(peakBeyond(paint(0.5, 0.6), 'keratin', 1.9)).toBe(0)
  })
})
