import { describe, expect, it } from 'vitest'
import { streaks } from '../../../../src/dataset/synthetic/layers/streaks.ts'
import { createRandom } from '../../../../src/random.ts'
import { meanBetween, peakBeyond, skinPatch } from '../skin-patch.ts'

function paint(bulb: number, arc = 1) {
  const { tissue, outline } = skinPatch()
  streaks({
    count: [12, 12],
    arc: [arc, arc],
    length: [0.2, 0.2],
    width: [0.2, 0.2],
    melanin: [1, 1],
    bulb: [bulb, bulb],
  })(tissue, outline, createRandom(1))
  return tissue
}

describe('streaks', () => {
  it('grow out of the border, as far as their length', () => {
    const tissue = paint(0)
    expect(peakBeyond(tissue, 'melanin', 3.2)).toBeGreaterThan(0.3)
    expect(peakBeyond(tissue, 'melanin', 3.9)).toBe(0)
    expect(meanBetween(tissue, 'melanin', 0, 2)).toBe(0)
  })

  it('end in bulbs as pseudopods', () => {
    const tips = (bulb: number) => meanBetween(paint(bulb), 'melanin', 3.4, 3.8)
    expect(tips(1.2)).toBeGreaterThan(2 * tips(0))
  })

  it('take a part of the border', () => {
    const { planes, x, y } = paint(0, 0.25)
    const angles = [...planes.melanin]
      .map((amount, i) => ({ amount, angle: Math.atan2(y[i]!, x[i]!) }))
      .filter(({ amount }) => amount > 0)
      .map(({ angle }) => Math.floor(((angle + Math.PI) / (2 * Math.PI)) * 12) % 12)
    expect(new Set(angles).size).toBeLessThanOrEqual(6)
  })
})
