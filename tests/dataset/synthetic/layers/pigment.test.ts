import { describe, expect, it } from 'vitest'
import { pigment } from '../../../../src/dataset/synthetic/layers/pigment.ts'
import { createRandom } from '../../../../src/random.ts'
import { meanBetween, peakBeyond, skinPatch } from '../skin-patch.ts'

const even = {
  chromophore: 'melanin',
  amount: [0.5, 0.5],
  mottling: [0, 0],
  patchSize: [1, 1],
  centre: [0, 0],
  slope: [0, 0],
} as const

function paint(change: Partial<Parameters<typeof pigment>[0]> = {}) {
  const { tissue, outline } = skinPatch()
  pigment({ ...even, ...change })(tissue, outline, createRandom(1))
  return tissue
}

describe('pigment', () => {
  it('fills the lesion evenly and ends at its border', () => {
    const tissue = paint()
    expect(meanBetween(tissue, 'melanin', 0, 1)).toBeCloseTo(0.5)
    expect(meanBetween(tissue, 'melanin', 2, 2.8)).toBeCloseTo(0.5)
    expect(peakBeyond(tissue, 'melanin', 3.2)).toBe(0)
  })

  it('is darker in the centre or at the border', () => {
    const dark = paint({ centre: [0.8, 0.8] })
    expect(meanBetween(dark, 'melanin', 0, 1)).toBeGreaterThan(0.6)
    const pale = paint({ centre: [-0.8, -0.8] })
    expect(meanBetween(pale, 'melanin', 0, 1)).toBeLessThan(0.4)
    expect(meanBetween(pale, 'melanin', 2, 2.8)).toBeGreaterThan(0.5)
  })

  it('is uneven with mottling, one-sided with a slope', () => {
    const spread = (tissue: ReturnType<typeof paint>) => {
      const inside = [...tissue.planes.melanin].filter((amount) => amount > 0.1)
      return Math.max(...inside) / Math.min(...inside)
    }
    expect(spread(paint({ mottling: [0.5, 0.5] }))).toBeGreaterThan(2)
    const { planes, x, y } = paint({ slope: [0.6, 0.6] })
    const at = (side: number) =>
      planes.melanin[
        x.findIndex((value, i) => Math.abs(value - side) < 0.06 && Math.abs(y[i]!) < 0.06)
      ]!
    expect(Math.abs(at(2) - at(-2))).toBeCloseTo(0.4, 1)
  })
})
