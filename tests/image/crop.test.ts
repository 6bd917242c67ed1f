import { describe, expect, it } from 'vitest'
import { centreSquare } from '../../src/image/crop.ts'

describe('centreSquare', () => {
  it.each([
    [600, 450, { left: 75, top: 0, width: 450, height: 450 }],
    [450, 600, { left: 0, top: 75, width: 450, height: 450 }],
    [224, 224, { left: 0, top: 0, width: 224, height: 224 }],
    [8, 5, { left: 1, top: 0, width: 5, height: 5 }],
  ])('of %i x %i', (width, height, square) => {
    expect(centreSquare({ width, height })).toEqual(square)
  })
})
