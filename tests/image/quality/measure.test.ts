import { describe, expect, it } from 'vitest'
import { addGlare, blurImage, scaleLight } from '../../../src/cli/quality/spoil.ts'
import { drawLesion } from '../../../src/dataset/synthetic/lesion.ts'
import { measureQuality } from '../../../src/image/quality/measure.ts'
import type { RgbImage } from '../../../src/image/types.ts'
import { createRandom } from '../../../src/random.ts'

const image = drawLesion({ class: 'nv', seed: 1, lesion: 0, view: 0 }, { width: 400, height: 300 })

const flat = (value: number): RgbImage => ({
  width: 200,
  height: 150,
  data: new Uint8Array(200 * 150 * 3).fill(value),
})

describe('sharpness', () => {
  it('falls with every blur', () => {
    const values = [0, 1, 2, 4].map(
      (sigma) => measureQuality(sigma === 0 ? image : blurImage(image, sigma)).sharpness,
    )
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    expect(values[3]).toBeLessThan(values[0]! / 2)
  })

  it('does not depend on light and contrast', () => {
    const { sharpness } = measureQuality(image)
    const pale = {
      ...image,
      data: Uint8Array.from(image.data, (value) => 100 + value / 2),
    }
    expect(measureQuality(scaleLight(image, 0.7)).sharpness).toBeCloseTo(sharpness, 1)
    expect(measureQuality(pale).sharpness).toBeCloseTo(sharpness, 1)
  })

  it('is 1 for white noise and 0 for a flat picture', () => {
    const random = createRandom(1)
    const data = Uint8Array.from({ length: 128 * 96 }, () => random.int(256))
    const grey = Uint8Array.from({ length: 128 * 96 * 3 }, (_, i) => data[Math.floor(i / 3)]!)
    expect(measureQuality({ width: 128, height: 96, data: grey }).sharpness).toBeCloseTo(1, 1)
    expect(measureQuality(flat(120)).sharpness).toBe(0)
  })
})

describe('light', () => {
  it('is the brightness of the brighter parts', () => {
    expect(measureQuality(flat(102)).brightness).toBeCloseTo(0.4, 2)
    const tenth = flat(50)
    tenth.data.fill(200, 0, Math.round(0.12 * tenth.data.length))
    expect(measureQuality(tenth).brightness).toBeCloseTo(200 / 255, 1)
  })

  it('halves as the light does', () => {
    const { brightness } = measureQuality(image)
    expect(measureQuality(scaleLight(image, 0.5)).brightness).toBeCloseTo(brightness / 2, 1)
  })

  it('counts what is cut off at white, and what is white', () => {
    expect(measureQuality(flat(255))).toMatchObject({ clipped: 1, glare: 1 })
    expect(measureQuality(flat(200))).toMatchObject({ clipped: 0, glare: 0 })
    expect(measureQuality(addGlare(image, 0.05)).glare).toBeCloseTo(0.05, 2)
    const red = flat(255)
    for (let i = 0; i < red.data.length; i++) if (i % 3 > 0) red.data[i] = 120
    expect(measureQuality(red)).toMatchObject({ clipped: 1, glare: 0 })
  })
})
