import { describe, expect, it } from 'vitest'
import { dots } from '../../../../src/dataset/synthetic/layers/dots.ts'
import { createRandom } from '../../../../src/random.ts'
import { meanBetween, peakBeyond, skinPatch, total } from '../skin-patch.ts'

function paint(count: number, depth: readonly [number, number]) {
  const { tissue, outline } = skinPatch()
  const style = { radius: [0.1, 0.1], opacity: [1, 1], softness: 0 } as const
  const layer = dots({ ...style, count: [count, count], depth, amounts: { melanin: 1 } })
  layer(tissue, outline, createRandom(1))
  return tissue
}

describe('dots', () => {
  it('paints as many as it says, each of its radius', () => {
    const area = total(paint(1, [0, 0.9]).planes.melanin) / 100
    expect(area).toBeCloseTo(Math.PI * 0.01, 2)
    const many = total(paint(20, [0, 0.9]).planes.melanin) / 100
    expect(many).toBeGreaterThan(15 * area)
    expect(many).toBeLessThan(20.5 * area)
  })

  it('keeps to its depths', () => {
    const tissue = paint(60, [0.5, 0.8])
    expect(meanBetween(tissue, 'melanin', 0, 1.3)).toBe(0)
    expect(peakBeyond(tissue, 'melanin', 2.7)).toBe(0)
  })

  it('spreads them evenly by area', () => {
    const tissue = paint(400, [0, 1])
    const ratio = meanBetween(tissue, 'melanin', 0, 1.5) / meanBetween(tissue, 'melanin', 1.5, 2.8)
    expect(ratio).toBeGreaterThan(0.7)
    expect(ratio).toBeLessThan(1.4)
  })
})
