import { describe, expect, it } from 'vitest'
import { createInk, mix } from '../../../src/dataset/synthetic/ink.ts'
import { paintDisc, paintStroke } from '../../../src/dataset/synthetic/paint.ts'
import { createTissue } from '../../../src/dataset/synthetic/tissue.ts'

/** Ten pixels a millimetre, the lesion's centre in the middle. */
const blank = (angle = 0) => createTissue(60, 60, { field: 6, angle, offsetX: 0, offsetY: 0 })
const sum = (plane: Float32Array) => plane.reduce((total, value) => total + value, 0)

describe('mix', () => {
  it('goes from what was there to the ink by its coverage, and leaves other planes', () => {
    const { planes, ...rest } = blank()
    planes.blood[7] = 0.4
    planes.melanin[7] = 1
    mix(createInk({ ...rest, planes }, { melanin: 2 }), 7, 0.25)
    expect([planes.melanin[7], planes.blood[7]]).toEqual([1.25, Math.fround(0.4)])
    mix(createInk({ ...rest, planes }, { melanin: 2 }), 7, 1, 0.5)
    expect(planes.melanin[7]).toBe(1)
  })
})

describe('paintDisc', () => {
  it('covers its area, wherever the border falls', () => {
    for (const x of [0, 0.03, 0.08]) {
      const tissue = blank()
      paintDisc(tissue, { x, y: -x }, 1, 0, { melanin: 1 })
      expect(sum(tissue.planes.melanin) / 100).toBeCloseTo(Math.PI, 1)
    }
  })

  it('covers less the softer or the more transparent it is', () => {
    const covered = (softness: number, opacity?: number) => {
      const tissue = blank()
      paintDisc(tissue, { x: 0, y: 0 }, 1, softness, { blood: 1 }, opacity)
      return sum(tissue.planes.blood)
    }
    expect(covered(1)).toBeLessThan(0.6 * covered(0))
    expect(covered(0, 0.5)).toBeCloseTo(covered(0) / 2)
  })

  it('paints nothing outside the picture', () => {
    const tissue = blank()
    paintDisc(tissue, { x: 50, y: 0 }, 1, 0, { melanin: 1 })
    expect(sum(tissue.planes.melanin)).toBe(0)
  })
})

describe('paintStroke', () => {
  const line = [
    { x: -2, y: 0.03 },
    { x: 2, y: 0.03 },
  ]
  it.each([0.02, 0.05, 0.3])('covers length times width, %f mm wide', (width) => {
    for (const angle of [0, 1]) {
      const tissue = blank(angle)
      paintStroke(tissue, line, [width, width], { melanin: 1 })
      const area = sum(tissue.planes.melanin) / 100
      expect(area).toBeGreaterThan(0.8 * 4 * width)
      expect(area).toBeLessThan(1.3 * 4 * width)
    }
  })

  it('turns with the camera', () => {
    const upright = blank(Math.PI / 2)
    paintStroke(upright, line, [0.2, 0.2], { melanin: 1 })
    const column = (x: number) => upright.planes.melanin.filter((_, i) => i % 60 === x)
    expect(sum(column(29)) + sum(column(30))).toBeGreaterThan(40)
    expect(sum(column(10)) + sum(column(50))).toBe(0)
  })
})
