import { describe, expect, it } from 'vitest'
import { drawOutline, type OutlineStyle } from '../../../src/dataset/synthetic/outline.ts'
import { createTissue } from '../../../src/dataset/synthetic/tissue.ts'
import { createRandom } from '../../../src/random.ts'

const tissue = createTissue(100, 100, { field: 10, angle: 0, offsetX: 0, offsetY: 0 })
const circle: OutlineStyle = {
  radius: [3, 3],
  elongation: [0, 0],
  irregularity: [0, 0],
  jaggedness: [0, 0],
  softness: [0.2, 0.2],
}
const area = (mask: Float32Array) => mask.reduce((sum, share) => sum + share, 0) * 0.1 * 0.1

describe('drawOutline', () => {
  it('is a circle where nothing disturbs it', () => {
    const { radius, mask, depth, at } = drawOutline(tissue, circle, createRandom(1))
    expect(radius).toBe(3)
    expect(area(mask)).toBeCloseTo(Math.PI * 9, 0)
    tissue.x.forEach((x, i) => {
      expect(depth[i]).toBeCloseTo(Math.hypot(x, tissue.y[i]!) / 3, 3)
    })
    for (const angle of [-1, 0, 2, 6.2]) {
      const { x, y } = at(angle, 0.5)
      expect(Math.hypot(x, y)).toBeCloseTo(1.5)
      expect(x * Math.sin(angle)).toBeCloseTo(y * Math.cos(angle))
    }
  })

  it('is longer than wide with elongation', () => {
    const long = { ...circle, elongation: [0.3, 0.3] as const }
    const { at } = drawOutline(tissue, long, createRandom(1))
    const lengths = Array.from({ length: 180 }, (_, step) => {
      const { x, y } = at((step * Math.PI) / 180, 1)
      return Math.hypot(x, y)
    })
    expect(Math.max(...lengths)).toBeCloseTo(3.9, 1)
    expect(Math.min(...lengths)).toBeCloseTo(2.1, 1)
  })

  it('fades over its softness', () => {
    const faded = (softness: number) => {
      const style = { ...circle, softness: [softness, softness] as const }
      const { mask } = drawOutline(tissue, style, createRandom(1))
      return mask.filter((share) => share > 0 && share < 1).length
    }
    expect(faded(0.8)).toBeGreaterThan(3 * faded(0.2))
  })

  it('has a rough border with jaggedness', () => {
    const style = { ...circle, jaggedness: [0.5, 0.5] as const }
    const smooth = drawOutline(tissue, circle, createRandom(1)).mask
    const rough = drawOutline(tissue, style, createRandom(1)).mask
    const moved = rough.map((share, i) => Math.abs(share - smooth[i]!))
    expect(area(moved)).toBeGreaterThan(1)
    expect(area(rough)).toBeGreaterThan(20)
  })
})
