import { describe, expect, it } from 'vitest'
import { strongestRegion } from '../../src/explain/strongest-region.ts'
import { ringContains } from '../../src/image/contour.ts'
import { bump, mapOf } from './maps.ts'

describe('strongestRegion', () => {
  it('of a bump is the disk of its half height', () => {
    const heat = mapOf(56, 56, bump(0.4, 0.55, 0.1))
    const region = strongestRegion(heat)!
    const radius = 0.1 * Math.sqrt(2 * Math.log(2))
    expect(region.rings).toHaveLength(1)
    expect(region.area).toBeCloseTo(Math.PI * radius ** 2, 2)
    const [ring] = region.rings as [Float32Array]
    for (let i = 0; i < ring.length; i += 2) {
      expect(Math.hypot(ring[i]! - 0.4, ring[i + 1]! - 0.55)).toBeCloseTo(radius, 2)
    }
  })

  it('is larger at a lower level', () => {
    const heat = mapOf(14, 14, bump(0.5, 0.5, 0.2))
    const areas = [0.25, 0.5, 0.75].map((level) => strongestRegion(heat, level)!.area)
    expect(areas).toEqual([...areas].sort((a, b) => b - a))
  })

  it('leaves out weaker regions elsewhere', () => {
    const [strong, weak] = [bump(0.25, 0.25, 0.08), bump(0.75, 0.75, 0.08)]
    const heat = mapOf(28, 28, (x, y) => strong(x, y) + 0.8 * weak(x, y))
    const { rings } = strongestRegion(heat)!
    expect(rings).toHaveLength(1)
    expect(ringContains(rings[0]!, 0.25, 0.25)).toBe(true)
    expect(ringContains(rings[0]!, 0.75, 0.75)).toBe(false)
  })

  it('has holes, and the area without them', () => {
    const annulus = mapOf(56, 56, (x, y) => bump(0.3, 0, 0.05)(Math.hypot(x - 0.5, y - 0.5), 0))
    const { rings, area } = strongestRegion(annulus)!
    expect(rings).toHaveLength(2)
    const half = 0.05 * Math.sqrt(2 * Math.log(2))
    expect(area).toBeCloseTo(Math.PI * ((0.3 + half) ** 2 - (0.3 - half) ** 2), 1)
  })

  it('is the whole square where all places are alike, and nothing where none has evidence', () => {
    expect(strongestRegion(mapOf(7, 7, () => 1))!.area).toBeCloseTo(1, 3)
    expect(strongestRegion(mapOf(7, 7, () => 0))).toBeNull()
  })
})
