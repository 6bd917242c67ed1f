import { describe, expect, it } from 'vitest'
import { overlayHeatMap, upsample } from '../../src/image/overlay.ts'
import { flat, noise, pixel } from './pictures.ts'

const YELLOW = [0xfd, 0xe7, 0x25]
const heat = (width: number, height: number, values: readonly number[]) => ({
  width,
  height,
  data: Float32Array.from(values),
})

describe('upsample', () => {
  it('keeps a map of the right size', () => {
    const map = heat(3, 2, [0, 0.25, 1, 0.5, 0.75, 0.125])
    expect([...upsample(map, 3, 2)]).toEqual([...map.data])
  })

  it('interpolates between centres and extends the edges', () => {
    expect([...upsample(heat(2, 1, [0, 1]), 4, 2)]).toEqual([0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1])
  })

  it('keeps the strongest and the weakest place', () => {
    const map = heat(
      7,
      7,
      [...noise(7, 7).data.slice(0, 49)].map((value) => value / 255),
    )
    const large = upsample(map, 100, 100)
    expect(Math.max(...large)).toBeLessThanOrEqual(Math.max(...map.data))
    expect(Math.min(...large)).toBeGreaterThanOrEqual(Math.min(...map.data))
  })
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
