import { describe, expect, it } from 'vitest'
import { strokeRings } from '../../src/image/stroke.ts'
import { flat, pixel } from './pictures.ts'

const square = Float32Array.of(0.25, 0.25, 0.75, 0.25, 0.75, 0.75, 0.25, 0.75)
const white = [255, 255, 255] as const

describe('strokeRings', () => {
  it('paints along the line, all around and nowhere else', () => {
    const image = flat(40, 24, [0, 0, 0])
    const region = { left: 8, top: 2, width: 20, height: 20 }
    strokeRings(image, region, [square], { width: 2, colour: white })
    for (const [x, y] of [
      [18, 7],
      [18, 16],
      [13, 12],
      [22, 12],
    ] as const) {
      expect(pixel(image, x, y)).toEqual([...white])
    }
    for (const [x, y] of [
      [18, 12],
      [18, 9],
      [10, 12],
      [18, 4],
      [0, 0],
    ] as const) {
      expect(pixel(image, x, y)).toEqual([0, 0, 0])
    }
  })

  it('covers a pixel in part where the line does, and joints no more than once', () => {
    const image = flat(20, 20, [0, 0, 0])
    const region = { left: 0, top: 0, width: 20, height: 20 }
    strokeRings(image, region, [square], { width: 1, colour: white, opacity: 0.5 })
    expect(pixel(image, 10, 5)[0]).toBe(64) // the line runs between two pixels: half of each, half opaque
    expect(Math.max(...image.data)).toBeLessThanOrEqual(128)
  })

  it('leaves out what lies outside the region', () => {
    const image = flat(10, 10, [0, 0, 0])
    const ring = Float32Array.of(-1, -1, 2, -1, 2, 2, -1, 2)
    strokeRings(image, { left: 2, top: 2, width: 5, height: 5 }, [ring], {
      width: 2,
      colour: white,
    })
    expect(image.data.every((value) => value === 0)).toBe(true)
  })
})
