import { describe, expect, it } from 'vitest'
import { shrinkToShortSide } from '../../src/image/shrink.ts'
import { flat, noise } from './pictures.ts'

describe('shrinkToShortSide', () => {
  it.each([
    [400, 300, 200, 150],
    [300, 401, 150, 201],
    [1000, 160, 938, 150],
  ])('%d x %d becomes %d x %d', (width, height, newWidth, newHeight) => {
    const small = shrinkToShortSide(flat(width, height, [1, 2, 3]), 150)
    expect([small.width, small.height]).toEqual([newWidth, newHeight])
    expect([...small.data.subarray(0, 3)]).toEqual([1, 2, 3])
  })

  it('keeps a picture that is small enough', () => {
    const image = noise(30, 20)
    expect(shrinkToShortSide(image, 20)).toBe(image)
    expect(shrinkToShortSide(image, 50)).toBe(image)
  })
})
