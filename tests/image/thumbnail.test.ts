import { describe, expect, it } from 'vitest'
import { greenThumbnail, thumbnail } from '../../src/image/thumbnail.ts'

/** A grey ramp from left to right. */
function ramp(width: number, height: number) {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    Math.round(((Math.floor(i / 3) % width) / (width - 1)) * 255),
  )
  return { width, height, data }
}

describe('thumbnail', () => {
  it('has the long side asked for and keeps the proportions', () => {
    expect(thumbnail(ramp(400, 300), 64)).toMatchObject({ width: 64, height: 48 })
    expect(thumbnail(ramp(300, 400), 64)).toMatchObject({ width: 48, height: 64 })
    expect(thumbnail(ramp(4000, 20), 64)).toMatchObject({ width: 64, height: 1 })
  })

  it('shows the picture', () => {
    const { data } = thumbnail(ramp(400, 300), 64)
    for (let x = 0; x < 64; x++) {
      const expected = (((x + 0.5) * 400) / 64 / 400) * 255
      expect(Math.abs(data[x * 3]! - expected)).toBeLessThan(3)
    }
  })

  it('leaves a small picture as it is', () => {
    const image = ramp(50, 40)
    expect([...thumbnail(image, 64).data]).toEqual([...image.data])
  })
})

describe('greenThumbnail', () => {
  it('is the green of the thumbnail', () => {
    const image = ramp(400, 300)
    for (let i = 0; i < image.data.length; i += 3) image.data[i] = 17
    const { width, height, data } = greenThumbnail(image, 64)
    const whole = thumbnail(image, 64)
    expect({ width, height }).toEqual({ width: whole.width, height: whole.height })
    data.forEach((green, i) => {
      expect(Math.abs(green - whole.data[i * 3 + 1]!)).toBeLessThanOrEqual(0.5)
    })
  })
})
