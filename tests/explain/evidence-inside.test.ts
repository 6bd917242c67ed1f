import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceInside } from '../../src/explain/evidence-inside.ts'
import { ellipse, mapOf, maskOf } from './maps.ts'

describe('evidenceInside', () => {
  it('is the share of the area where the evidence is even', () => {
    const even = mapOf(7, 7, () => 0.5)
    expect(
      evidenceInside(
        even,
        maskOf(20, 20, (x) => Number(x < 0.25)),
      ),
    ).toBeCloseTo(0.25)
    expect(
      evidenceInside(
        even,
        maskOf(20, 20, () => 1),
      ),
    ).toBe(1)
    expect(
      evidenceInside(
        even,
        maskOf(20, 20, () => 0),
      ),
    ).toBe(0)
  })

  it('weighs each place by its heat', () => {
    const heat = { width: 2, height: 1, data: Float32Array.of(1, 0.25) }
    const mask = { width: 2, height: 2, data: Uint8Array.of(1, 0, 1, 0) }
    expect(evidenceInside(heat, mask)).toBeCloseTo(0.8)
  })

  it('looks at the centre square of the picture alone', () => {
    const heat = mapOf(4, 4, () => 1)
    const outside = maskOf(40, 20, (x) => Number(x < 0.25 || x > 0.75))
    expect(evidenceInside(heat, outside)).toBe(0)
    expect(
      evidenceInside(
        heat,
        maskOf(40, 20, (x) => Number(x > 0.5)),
      ),
    ).toBeCloseTo(0.5)
  })

  it('is unknown without evidence', () => {
    expect(
      evidenceInside(
        mapOf(3, 3, () => 0),
        maskOf(9, 9, () => 1),
      ),
    ).toBeNull()
  })

  it('and the share outside add up to 1', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      ...{ minLength: 9, maxLength: 9 },
    })
    fc.assert(
      fc.property(values, (numbers) => {
        fc.pre(Math.max(...numbers) > 0.01)
        const heat = { width: 3, height: 3, data: Float32Array.from(numbers) }
        const inside = maskOf(30, 24, ellipse(0.45, 0.5, 0.3, 0.2))
        const outside = { ...inside, data: inside.data.map((value) => 1 - value) }
        const total = evidenceInside(heat, inside)! + evidenceInside(heat, outside)!
        expect(total).toBeCloseTo(1, 5)
      }),
    )
  })
})
