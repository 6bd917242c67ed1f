import { describe, expect, it } from 'vitest'
import { network } from '../../../../src/dataset/synthetic/layers/network.ts'
import { createRandom } from '../../../../src/random.ts'
import { meanBetween, peakBeyond, skinPatch } from '../skin-patch.ts'

function paint(band: readonly [number, number, number, number], thickness = 0.2) {
  const { tissue, outline } = skinPatch()
  tissue.planes.melanin.fill(0.3)
  network({
    chromophore: 'melanin',
    mesh: [0.8, 0.8],
    disorder: [0.3, 0.3],
    bending: [0.3, 0.3],
    thickness: [thickness, thickness],
    amount: [0.4, 0.4],
    patchiness: [0, 0],
    band,
  })(tissue, outline, createRandom(1))
  return tissue
}

const share = (plane: Float32Array, test: (amount: number) => boolean) =>
  plane.filter(test).length / plane.length

describe('network', () => {
  it('darkens lines and lightens the holes between them', () => {
    const { melanin } = paint([-1, 0, 0.9, 1]).planes
    expect(share(melanin, (amount) => amount > 0.5)).toBeGreaterThan(0.02)
    expect(share(melanin, (amount) => amount < 0.25)).toBeGreaterThan(0.05)
    expect(Math.max(...melanin)).toBeLessThanOrEqual(0.3 + 0.4 * 0.75 + 1e-6)
  })

  it('has broader lines with thickness', () => {
    const lines = (thickness: number) =>
      share(paint([-1, 0, 0.9, 1], thickness).planes.melanin, (amount) => amount > 0.4)
    expect(lines(0.4)).toBeGreaterThan(1.5 * lines(0.15))
  })

  it('lies in its band alone', () => {
    const tissue = paint([0.5, 0.6, 0.9, 1])
    expect(meanBetween(tissue, 'melanin', 0, 1.4)).toBeCloseTo(0.3)
    expect(peakBeyond(tissue, 'melanin', 3.2)).toBeCloseTo(0.3)
    expect(Math.max(...tissue.planes.melanin)).toBeGreaterThan(0.5)
  })
})
