import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contours, ringArea, ringContains } from '../../src/image/contour.ts'

function mapOf(width: number, height: number, value: (x: number, y: number) => number) {
  const data = Float32Array.from({ length: width * height }, (_, at) =>
    value(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height),
  )
  return { width, height, data }
}

const disk = (radius: number) => mapOf(64, 64, (x, y) => radius - Math.hypot(x - 0.4, y - 0.6))

describe('contours', () => {
  it('of a cone are circles', () => {
    const rings = contours(disk(0.25), 0)
    expect(rings).toHaveLength(1)
    const [ring] = rings as [Float32Array]
    for (let i = 0; i < ring.length; i += 2) {
      expect(Math.hypot(ring[i]! - 0.4, ring[i + 1]! - 0.6)).toBeCloseTo(0.25, 3)
    }
    expect(ringArea(ring)).toBeCloseTo(Math.PI * 0.25 ** 2, 3)
  })

  it('of a ring are its outer line and its hole, which runs the other way', () => {
    const annulus = mapOf(64, 64, (x, y) => 0.1 - Math.abs(Math.hypot(x - 0.5, y - 0.5) - 0.3))
    const areas = contours(annulus, 0)
      .map(ringArea)
      .sort((a, b) => a - b)
    expect(areas).toHaveLength(2)
    expect(areas[0]).toBeCloseTo(-Math.PI * 0.2 ** 2, 2)
    expect(areas[1]).toBeCloseTo(Math.PI * 0.4 ** 2, 2)
  })

  it('close along the border of the map', () => {
    const [ring, ...others] = contours(
      mapOf(4, 2, () => 1),
      0.5,
    )
    expect(others).toEqual([])
    expect(ringArea(ring!)).toBeCloseTo(1 - 0.5 / (4 * 2)) // the corners are cut
    expect(Math.min(...ring!)).toBe(0)
    expect(Math.max(...ring!)).toBe(1)
  })

  it('are none where nothing reaches the level', () => {
    expect(contours(disk(0.2), 1)).toEqual([])
  })

  it('separate a saddle by the mean of its corners', () => {
    const saddle = (other: number) => ({
      ...{ width: 2, height: 2, data: Float32Array.of(1, other, other, 1) },
    })
    expect(contours(saddle(0), 0.75)).toHaveLength(2)
    expect(contours(saddle(0.4), 0.6)).toHaveLength(1)
  })

  it('enclose exactly the positions at or above the level', () => {
    const values = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(values, (numbers) => {
        const map = { width: 6, height: 5, data: Float32Array.from(numbers) }
        const rings = contours(map, 1.5)
        numbers.forEach((value, at) => {
          const [x, y] = [((at % 6) + 0.5) / 6, (Math.floor(at / 6) + 0.5) / 5]
          const around = rings.filter((ring) => ringContains(ring, x, y))
          const winding = around.reduce((sum, ring) => sum + Math.sign(ringArea(ring)), 0)
          expect(winding).toBe(value >= 1.5 ? 1 : 0)
        })
      }),
    )
  })
})
