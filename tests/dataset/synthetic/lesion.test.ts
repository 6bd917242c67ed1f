import { describe, expect, it } from 'vitest'
import { LESION_CLASSES, type LesionClass } from '../../../src/classes.ts'
import { drawLesion, type SyntheticLesion } from '../../../src/dataset/synthetic/lesion.ts'
import { resizeImage } from '../../../src/image/resize.ts'
import type { RgbImage } from '../../../src/image/types.ts'
import { drawMany, mean, ringColour } from './measure.ts'

const first: SyntheticLesion = { class: 'mel', seed: 1, lesion: 0, view: 0 }
const small = { width: 48, height: 36 }

const difference = (a: RgbImage, b: RgbImage) =>
  mean(Array.from(a.data, (value, i) => Math.abs(value - b.data[i]!)))

describe('drawLesion', () => {
  it('draws 200 x 150 pixels, or what it is told', () => {
    const usual = drawLesion(first)
    expect([usual.width, usual.height, usual.data.length]).toEqual([200, 150, 90_000])
    const upright = drawLesion(first, { width: 40, height: 60 })
    expect([upright.width, upright.height, upright.data.length]).toEqual([40, 60, 7200])
  })

  it('draws the same pixels again', () => {
    expect(drawLesion(first, small)).toEqual(drawLesion(first, small))
  })

  it.each([{ seed: 2 }, { lesion: 1 }, { view: 1 }, { class: 'nv' as const }])(
    'draws something else for %o',
    (change) => {
      const other = drawLesion({ ...first, ...change }, small)
      expect(difference(other, drawLesion(first, small))).toBeGreaterThan(5)
    },
  )

  it.each(LESION_CLASSES)('shows the same %s at every size', (name) => {
    const lesion = { ...first, class: name }
    const fine = resizeImage(drawLesion(lesion, { width: 192, height: 144 }), 48, 36)
    expect(difference(fine, drawLesion(lesion, small))).toBeLessThan(6)
  })
})

describe('the seven classes', () => {
  const centres = (name: LesionClass) =>
    drawMany(name, 8).map((image) => ringColour(image, 0, 0.15))
  /** Blood takes green away most, melanin blue. */
  const purple = (colours: number[][]) => mean(colours.map(([, green, blue]) => blue! / green!))
  const brightness = (colours: number[][]) => mean(colours.map(mean))

  it('differ as dermoscopy says: vascular lesions purple, melanoma darker than a nevus', () => {
    expect(purple(centres('vasc'))).toBeGreaterThan(1.2 * purple(centres('bkl')))
    expect(brightness(centres('mel'))).toBeLessThan(0.9 * brightness(centres('nv')))
  })

  it('differ in structure: a dermatofibroma is paler in its middle than a nevus', () => {
    const contrast = (name: LesionClass) =>
      mean(
        drawMany(name, 12).map(
          (image) => mean(ringColour(image, 0, 0.08)) - mean(ringColour(image, 0.2, 0.3)),
        ),
      )
    expect(contrast('df')).toBeGreaterThan(contrast('nv') + 20)
  })

  it('are told apart by their mean colour better than by chance, yet not surely', () => {
    const colours = LESION_CLASSES.map((name) =>
      drawMany(name, 24).map((image) => ringColour(image, 0, 0.2)),
    )
    const centroids = colours.map((known) =>
      [0, 1, 2].map((channel) => mean(known.slice(0, 12).map((colour) => colour[channel]!))),
    )
    const nearest = (colour: number[]) => {
      const distances = centroids.map((centroid) =>
        Math.hypot(...centroid.map((value, channel) => value - colour[channel]!)),
      )
      return distances.indexOf(Math.min(...distances))
    }
    const right = colours.flatMap((known, label) =>
      known.slice(12).map((colour) => Number(nearest(colour) === label)),
    )
    expect(mean(right)).toBeGreaterThan(2 / 7)
    expect(mean(right)).toBeLessThan(0.8)
  })

  it.each(LESION_CLASSES)('vary within %s', (name) => {
    const images = drawMany(name, 6)
    for (const other of images.slice(1)) expect(difference(images[0]!, other)).toBeGreaterThan(5)
  })
})
