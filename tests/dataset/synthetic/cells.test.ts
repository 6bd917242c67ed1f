import { describe, expect, it } from 'vitest'
import { cellField } from '../../../src/dataset/synthetic/cells.ts'
import { createTissue } from '../../../src/dataset/synthetic/tissue.ts'
import { createRandom } from '../../../src/random.ts'
import { mean } from './measure.ts'

const tissue = createTissue(60, 40, { field: 8, angle: 0, offsetX: 0, offsetY: 0 })
const everywhere = new Float32Array(2400).fill(1)
const honeycomb = { size: 1, disorder: 0, bending: 0 }

describe('cellField', () => {
  it('gives the distances of a hexagonal grid', () => {
    const { nearest, second } = cellField(tissue, honeycomb, createRandom(1), everywhere)
    const corner = 1 / Math.sqrt(3)
    expect(Math.max(...nearest)).toBeLessThanOrEqual(corner + 1e-5)
    expect(Math.max(...nearest)).toBeGreaterThan(0.9 * corner)
    expect(Math.min(...nearest)).toBeLessThan(0.15)
    nearest.forEach((distance, i) => {
      expect(second[i]).toBeGreaterThanOrEqual(distance)
      expect(distance + second[i]!).toBeGreaterThanOrEqual(1 - 1e-5)
    })
  })

  it('has as many cells as the skin has room for', () => {
    const { shade } = cellField(tissue, honeycomb, createRandom(1), everywhere)
    const area = 12 * 8
    const cells = new Set(shade).size
    expect(cells).toBeGreaterThan(area / (Math.sqrt(3) / 2))
    expect(cells).toBeLessThan(1.5 * area)
  })

  it('has cells of unequal sizes with disorder or bending', () => {
    const spread = (change: { disorder?: number; bending?: number }) => {
      const scale = { ...honeycomb, ...change }
      const { shade } = cellField(tissue, scale, createRandom(1), everywhere)
      const sizes = new Map<number, number>()
      for (const cell of shade) sizes.set(cell, (sizes.get(cell) ?? 0) + 1)
      const whole = [...sizes.values()].filter((pixels) => pixels > 5)
      const average = mean(whole)
      return Math.sqrt(mean(whole.map((pixels) => (pixels / average - 1) ** 2)))
    }
    expect(spread({ disorder: 1 })).toBeGreaterThan(1.1 * spread({}))
    expect(spread({ bending: 1 })).toBeGreaterThan(1.1 * spread({}))
  })

  it('is 0 where it is not asked for', () => {
    const nowhere = new Float32Array(2400)
    const { nearest, second, shade } = cellField(tissue, honeycomb, createRandom(1), nowhere)
    expect([nearest, second, shade]).toEqual([nowhere, nowhere, nowhere])
  })
})
