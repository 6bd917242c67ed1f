import { describe, expect, it } from 'vitest'
import { encodeHeatMapPicture, explainedPicture } from '../../src/cli/heat-map-picture.ts'
import { decodeImage } from '../../src/image/node/decode.ts'
import { overlayHeatMap } from '../../src/image/overlay.ts'
import type { RgbImage } from '../../src/image/types.ts'
import { flat, noise, pixel } from '../image/pictures.ts'

const heat = (...data: [number, number, number, number]) => ({
  width: 2,
  height: 2,
  data: Float32Array.from(data),
})

function crop({ width, data }: RgbImage, left: number, top: number, size: [number, number]) {
  const rows = Array.from({ length: size[1] }, (_, row) => {
    const start = ((top + row) * width + left) * 3
    return [...data.subarray(start, start + size[0] * 3)]
  })
  return rows.flat()
}

describe('encodeHeatMapPicture', () => {
  it('shows the picture on the left and the heat on the right, pixel for pixel', async () => {
    const image = noise(60, 40)
    const map = heat(1, 0, 0.5, 0)
    const drawn = await decodeImage(await encodeHeatMapPicture(image, map))
    expect([drawn.width, drawn.height]).toEqual([4 + 60 + 4 + 60 + 4, 4 + 40 + 4])
    expect(crop(drawn, 4, 4, [60, 40])).toEqual([...image.data])
    expect(crop(drawn, 68, 4, [60, 40])).toEqual([...explainedPicture(image, map).data])
    expect(pixel(drawn, 1, 1)).toEqual([255, 255, 255])
  })

  it('is a PNG file', async () => {
    const bytes = await encodeHeatMapPicture(noise(20, 20), heat(0, 0, 0, 1))
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  })

  it('shrinks large pictures to a short side of 512 pixels', async () => {
    const large = flat(1500, 1000, [200, 150, 150])
    const drawn = await decodeImage(await encodeHeatMapPicture(large, heat(0, 0, 0, 0)))
    expect([drawn.width, drawn.height]).toEqual([4 + 768 + 4 + 768 + 4, 4 + 512 + 4])
    expect(pixel(drawn, 300, 300)).toEqual([200, 150, 150])
  })
})

describe('explainedPicture', () => {
  it('is the overlay with a light line around the strongest region', () => {
    const image = flat(80, 60, [200, 150, 150])
    const map = heat(1, 0, 0, 0)
    const plain = overlayHeatMap(image, map)
    const drawn = explainedPicture(image, map)
    const changed = [...plain.data].flatMap((value, at) => (value === drawn.data[at] ? [] : [at]))
    expect(changed.length).toBeGreaterThan(100)
    expect(changed.length).toBeLessThan(plain.data.length / 8)
    expect([...drawn.data].filter((value) => value === 255).length).toBeGreaterThan(30)
  })

  it('has no line without evidence', () => {
    const image = noise(30, 20)
    expect([...explainedPicture(image, heat(0, 0, 0, 0)).data]).toEqual([...image.data])
  })
})
