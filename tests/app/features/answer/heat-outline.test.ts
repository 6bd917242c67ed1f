import { describe, expect, it } from 'vitest'
import { outlinePath } from '../../../../app/features/answer/heat-outline.tsx'

/** A map with one warm place. */
const spot = (x: number, y: number) => ({
  width: 7,
  height: 7,
  data: Float32Array.from({ length: 49 }, (_, i) => (i === y * 7 + x ? 1 : 0)),
})

describe('the outline of a heat map', () => {
  it('is a closed line around the strongest place', () => {
    const path = outlinePath(spot(5, 1))
    expect(path).toMatch(/^M[\d. L]+Z$/)
    const numbers = [...path.matchAll(/(\d\.\d+) (\d\.\d+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    const mean = (axis: number) =>
      numbers.reduce((sum, point) => sum + point[axis]!, 0) / numbers.length
    expect(mean(0)).toBeCloseTo(5.5 / 7, 1)
    expect(mean(1)).toBeCloseTo(1.5 / 7, 1)
  })

  it('is nothing where nothing spoke for the class', () => {
    expect(outlinePath({ ...spot(0, 0), data: new Float32Array(49) })).toBe('')
  })
})
