import { describe, expect, it } from 'vitest'
import { createTissue } from '../../../src/dataset/synthetic/tissue.ts'
import { drawView, projectionOf } from '../../../src/dataset/synthetic/view.ts'
import { createRandom } from '../../../src/random.ts'

describe('drawView', () => {
  it('keeps the centre of the lesion in the picture', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { offsetX, offsetY } = drawView(createRandom(seed))
      expect(Math.max(Math.abs(offsetX), Math.abs(offsetY))).toBeLessThan(0.4)
    }
  })
})

describe('projectionOf', () => {
  it('leads from the skin coordinates of a pixel back to the pixel', () => {
    const view = drawView(createRandom(1))
    const { x, y } = createTissue(30, 20, view)
    const { pitch, cosine, sine, centreX, centreY } = projectionOf(view, 30, 20)
    const index = 7 * 30 + 22
    const [skinX, skinY] = [x[index]!, y[index]!]
    expect(centreX + (cosine * skinX - sine * skinY) / pitch).toBeCloseTo(22.5, 4)
    expect(centreY + (sine * skinX + cosine * skinY) / pitch).toBeCloseTo(7.5, 4)
  })
})
