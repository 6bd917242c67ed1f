import { describe, expect, it } from 'vitest'
import { findLesion } from '../../src/image/lesion/find-lesion.ts'
import { measureSkinTone, skinToneOf } from '../../src/image/skin-tone.ts'

type Colour = readonly [number, number, number]

/** Skin of one colour with a disc of another in the middle. */
function picture(skin: Colour, lesion: Colour = [90, 55, 45], radius = 40) {
  const [width, height] = [160, 120]
  const data = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const inside = Math.hypot((i % width) - 80, Math.floor(i / width) - 60) < radius
    data.set(inside ? lesion : skin, i * 3)
  }
  return { width, height, data }
}

const toneOf = (skin: Colour) => {
  const image = picture(skin)
  const angle = measureSkinTone(image, findLesion(image))
  return angle === null ? null : { angle, tone: skinToneOf(angle) }
}

describe('measureSkinTone', () => {
  it('is the individual typology angle of the skin', () => {
    // sRGB (222, 184, 135), CSS burlywood, is L* 77.02, b* 30.02: atan(27.02 / 30.02) = 41.99 degrees
    expect(toneOf([222, 184, 135])!.angle).toBeCloseTo(41.99, 1)
    expect(toneOf([222, 184, 135])!.tone).toBe('light')
  })

  it('falls as the skin gets darker', () => {
    const tones = [
      [243, 226, 214],
      [222, 184, 135],
      [205, 160, 115],
      [175, 130, 95],
      [120, 80, 55],
      [70, 45, 30],
    ] as const
    expect(tones.map((skin) => toneOf(skin)!.tone)).toEqual([
      ...['very light', 'light', 'intermediate', 'tan', 'brown', 'dark'],
    ])
  })

  it('leaves the lesion alone', () => {
    const skin = [222, 184, 135] as const
    const angles = [20, 40, 55].map((radius) => {
      const image = picture(skin, [30, 15, 10], radius)
      return measureSkinTone(image, findLesion(image))!
    })
    expect(Math.max(...angles) - Math.min(...angles)).toBeLessThan(0.01)
  })

  it('is not known where no skin is seen, or the light is blue', () => {
    const image = picture([222, 184, 135])
    const everywhere = findLesion(image)!
    everywhere.mask.data.fill(1)
    expect(measureSkinTone(image, everywhere)).toBeNull()
    expect(toneOf([180, 185, 230])).toBeNull()
  })
})

describe('skinToneOf', () => {
  it('takes the border for the darker one', () => {
    expect(skinToneOf(55)).toBe('light')
    expect(skinToneOf(55.1)).toBe('very light')
    expect(skinToneOf(-30)).toBe('dark')
  })
})
