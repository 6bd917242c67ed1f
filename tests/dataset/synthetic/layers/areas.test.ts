import { describe, expect, it } from 'vitest'
import { areas } from '../../../../src/dataset/synthetic/layers/areas.ts'
import { createRandom } from '../../../../src/random.ts'
import { meanBetween, peakBeyond, skinPatch, total } from '../skin-patch.ts'

function paint(depth: number, opacity = 1) {
  const { tissue, outline } = skinPatch()
  tissue.planes.melanin.fill(0.5)
  areas({
    count: [1, 1],
    size: [0.5, 0.5],
    depth: [depth, depth],
    amounts: { melanin: 0, keratin: 0.4 },
    opacity: [opacity, opacity],
    fraying: [0.2, 0.2],
  })(tissue, outline, createRandom(1))
  return tissue
}

describe('areas', () => {
  it('puts its amounts in place of what was there', () => {
    const tissue = paint(0)
    expect(meanBetween(tissue, 'melanin', 0, 0.5)).toBeLessThan(0.1)
    expect(meanBetween(tissue, 'keratin', 0, 0.5)).toBeGreaterThan(0.25)
    expect(meanBetween(tissue, 'melanin', 2.5, 3)).toBeCloseTo(0.5)
  })

  it('shows through where it is not opaque', () => {
    expect(meanBetween(paint(0, 0.5), 'melanin', 0, 0.5)).toBeCloseTo(0.25, 1)
  })

  it('stays within the lesion', () => {
    const tissue = paint(1)
    expect(total(tissue.planes.keratin)).toBeGreaterThan(10)
    expect(peakBeyond(tissue, 'keratin', 3.2)).toBe(0)
  })
})
