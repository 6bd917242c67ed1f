import { describe, expect, it } from 'vitest'
import { createTissue } from '../../../src/dataset/synthetic/tissue.ts'

const view = { field: 8, angle: 0, offsetX: 0, offsetY: 0 }

describe('createTissue', () => {
  it('spans the field of view along the short side, the lesion in the middle', () => {
    const { x, y } = createTissue(60, 40, view)
    expect([x[0], y[0], x[59], y[39 * 60]]).toEqual(
      [-5.9, -3.9, 5.9, 3.9].map((value) => expect.closeTo(value)),
    )
  })

  it('moves the lesion in shares of the short side', () => {
    const { x, y } = createTissue(60, 40, { ...view, offsetX: 0.25, offsetY: -0.25 })
    expect([x[0], y[0]]).toEqual([expect.closeTo(-7.9), expect.closeTo(-1.9)])
  })

  it('turns the skin under the camera', () => {
    const turned = createTissue(40, 40, { ...view, angle: Math.PI / 2 })
    const straight = createTissue(40, 40, view)
    turned.x.forEach((x, i) => {
      expect(x).toBeCloseTo(straight.y[i]!, 5)
      expect(turned.y[i]).toBeCloseTo(-straight.x[i]!, 5)
    })
  })
})
