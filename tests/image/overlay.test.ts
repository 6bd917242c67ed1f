import { describe, expect, it } from 'vitest'
import { heatMapPixels, overlayHeatMap } from '../../src/image/overlay.ts'
import { flat, noise, pixel } from './pictures.ts'

const YELLOW = [0xfd, 0xe7, 0x25]
const heat = (width: number, height: number, values: readonly number[]) => ({
  width,
  height,
  data: Float32Array.from(values),
})

describe('overlayHeatMap', () => {
  it('covers the strongest places with the last colour, by its opacity', () => {
    const image = flat(6, 6, [100, 100, 100])
    const one = heat(1, 1, [1])
    expect(pixel(overlayHeatMap(image, one, { opacity: 1 }), 3, 3)).toEqual(YELLOW)
    expect(pixel(overlayHeatMap(image, one, { opacity: 0.5 }), 3, 3)).toEqual([176, 166, 68])
  })

  it('shows the picture itself where there is no heat', () => {
    const image = noise(8, 8)
    expect([...overlayHeatMap(image, heat(7, 7, Array(49).fill(0))).data]).toEqual([...image.data])
  })

  it('paints the centre square alone and leaves its argument as it was', () => {
    const image = noise(12, 6)
    const before = [...image.data]
    const painted = overlayHeatMap(image, heat(2, 2, [1, 1, 1, 1]))
    expect([painted.width, painted.height]).toEqual([12, 6])
    expect([...image.data]).toEqual(before)
    for (const x of [0, 2, 9, 11]) expect(pixel(painted, x, 3)).toEqual(pixel(image, x, 3))
    for (const x of [3, 8]) expect(pixel(painted, x, 3)).not.toEqual(pixel(image, x, 3))
  })

  it('puts the heat where the map has it', () => {
    const image = flat(8, 8, [100, 100, 100])
    const painted = overlayHeatMap(image, heat(2, 2, [0, 0, 0, 1]))
    expect(pixel(painted, 1, 1)).toEqual([100, 100, 100])
    expect(pixel(painted, 7, 7)[1]).toBeGreaterThan(pixel(painted, 4, 4)[1]!)
  })
})

describe('heatMapPixels', () => {
  it('laid over the picture is the overlay', () => {
    const image = noise(9, 9)
    const map = heat(3, 3, [0, 0.25, 1, 0.5, 0.75, 0.125, 0, 0, 0.9])
    const options = { opacity: 0.8, colourMap: 'cividis' } as const
    const pixels = heatMapPixels(map, 9, 9, options)
    const painted = overlayHeatMap(image, map, options)
    image.data.forEach((under, at) => {
      const pixel = Math.floor(at / 3) * 4
      const alpha = pixels[pixel + 3]! / 255
      const over = under + alpha * (pixels[pixel + (at % 3)]! - under)
      expect(Math.abs(over - painted.data[at]!)).toBeLessThanOrEqual(1.5) // alpha has 8 bits
    })
  })

  it('is transparent where there is no heat', () => {
    const pixels = heatMapPixels(heat(2, 1, [0, 1]), 2, 1, { opacity: 1 })
    expect([pixels[3], pixels[7]]).toEqual([0, 255])
    expect([...pixels.subarray(4, 7)]).toEqual(YELLOW)
  })
})
