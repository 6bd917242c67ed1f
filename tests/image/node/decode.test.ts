import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Create, type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { encodePng } from '../../../src/image/node/encode.ts'
import type { RgbImage } from '../../../src/image/types.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { noise, pixel } from '../pictures.ts'

const folder = temporaryFolder()

const create = (background: Create['background'], width = 40, height = 30): Sharp =>
  sharp({ create: { width, height, channels: 3, background } })

const raw = (data: Uint8Array | Uint16Array, channels: 1 | 2 | 3 | 4): Sharp =>
  sharp(data, { raw: { width: 40, height: 30, channels } })

const everyPixel = (...values: number[]) =>
  Array.from({ length: 40 * 30 * values.length }, (_, i) => values[i % values.length]!)

/** Expects one colour everywhere, up to the rounding of the format. */
function expectFlat(image: RgbImage, rgb: readonly number[], tolerance = 1): void {
  expect(image.data).toHaveLength(image.width * image.height * 3)
  const differences = Array.from(image.data, (value, i) => Math.abs(value - rgb[i % 3]!))
  expect(Math.max(...differences)).toBeLessThanOrEqual(tolerance)
}

describe('decodeImage', () => {
  it('gives the exact pixels of a PNG, from a path and from bytes', async () => {
    const image = noise(33, 21)
    const bytes = await encodePng(image)
    const path = join(folder, 'noise.png')
    await writeFile(path, bytes)
    for (const input of [path, bytes]) {
      const { width, height, data } = await decodeImage(input)
      expect([width, height, ...data]).toEqual([33, 21, ...image.data])
    }
  })

  it.each(['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const)('reads %s', async (format) => {
    expectFlat(await decodeImage(await create('#c08060')[format]().toBuffer()), [192, 128, 96], 3)
  })

  it('scales 16 bits down to 8', async () => {
    const rgb = raw(Uint16Array.from(everyPixel(0x80ff, 0x4055, 0xc000)), 3)
    const bytes = await rgb.toColourspace('rgb16').png().toBuffer()
    expect((await sharp(bytes).metadata()).depth).toBe('ushort')
    expectFlat(await decodeImage(bytes), [0x80, 0x40, 0xc0], 0)
  })

  it('gives grey three channels, of 8 bits and of 16', async () => {
    const grey8 = await raw(Uint8Array.from(everyPixel(100)), 1)
      .png()
      .toBuffer()
    expectFlat(await decodeImage(grey8), [100, 100, 100], 0)
    const grey16 = raw(Uint16Array.from(everyPixel(0x8055)), 1).toColourspace('grey16')
    expectFlat(await decodeImage(await grey16.png().toBuffer()), [128, 128, 128], 0)
    const jpeg = await create('#646464').toColourspace('b-w').jpeg().toBuffer()
    expect((await sharp(jpeg).metadata()).channels).toBe(1)
    expectFlat(await decodeImage(jpeg), [100, 100, 100])
  })

  it('lays what is transparent over white', async () => {
    const half = await raw(Uint8Array.from(everyPixel(200, 100, 0, 128)), 4)
      .png()
      .toBuffer()
    expectFlat(await decodeImage(half), [227, 177, 127])
    const nothing = await raw(Uint8Array.from(everyPixel(200, 100, 0, 0)), 4)
      .png()
      .toBuffer()
    expectFlat(await decodeImage(nothing), [255, 255, 255], 0)
    const grey = await raw(Uint8Array.from(everyPixel(100, 128)), 2)
      .png()
      .toBuffer()
    expectFlat(await decodeImage(grey), [177, 177, 177])
    const deep = raw(Uint16Array.from(everyPixel(0xc8c8, 0x6464, 0, 0x8000)), 4)
    expectFlat(
      await decodeImage(await deep.toColourspace('rgb16').png().toBuffer()),
      [227, 177, 127],
    )
  })

  it('converts CMYK', async () => {
    const bytes = await create('#c08060').withIccProfile('cmyk').jpeg().toBuffer()
    expect(await sharp(bytes).metadata()).toMatchObject({ space: 'cmyk', channels: 4 })
    expectFlat(await decodeImage(bytes), [192, 128, 96], 20)
  })

  it('converts a wider colour space by its profile', async () => {
    const bytes = await create('#c08060').withIccProfile('p3').png().toBuffer()
    const stored = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer()
    expect(stored[0]).not.toBe(192)
    expectFlat(await decodeImage(bytes), [192, 128, 96])
  })

  it('takes the first frame of an animation', async () => {
    const frames = ['#ff0000', '#0000ff'].map((colour) => create(colour).png().toBuffer())
    const gif = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(gif).metadata()).pages).toBe(2)
    const image = await decodeImage(gif)
    expect([image.width, image.height]).toEqual([40, 30])
    expectFlat(image, [255, 0, 0], 0)
  })

  it('shrinks 12,000 x 9,000 pixels to a short side of 2,048', async () => {
    const bytes = await create('#c08060', 12_000, 9_000).jpeg().toBuffer()
    const image = await decodeImage(bytes)
    expect([image.width, image.height]).toEqual([2731, 2048])
    for (const [x, y] of [
      [0, 0],
      [1365, 1024],
      [2730, 2047],
    ] as const) {
      pixel(image, x, y).forEach((value, channel) => {
        expect(Math.abs(value - [192, 128, 96][channel]!)).toBeLessThanOrEqual(2)
      })
    }
  })

  it('reads the smallest picture that it takes', async () => {
    const image = await decodeImage(await create('#c08060', 16, 16).png().toBuffer())
    expect([image.width, image.height]).toEqual([16, 16])
    expectFlat(image, [192, 128, 96], 0)
  })
})

describe('the EXIF orientation', () => {
  const [A, B, C, D] = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 0],
  ] as const
  const stored = Uint8Array.from({ length: 64 * 32 * 3 }, (_, i) => {
    const [left, upper] = [Math.floor(i / 3) % 64 < 32, Math.floor(i / 3 / 64) < 16]
    return (upper ? (left ? A : B) : left ? D : C)[i % 3]!
  })

  /** What stands clockwise in the corners, from the upper left (CIPA DC-008, section 4.6.4). */
  it.each([
    [1, [A, B, C, D], [64, 32]],
    [2, [B, A, D, C], [64, 32]],
    [3, [C, D, A, B], [64, 32]],
    [4, [D, C, B, A], [64, 32]],
    [5, [A, D, C, B], [32, 64]],
    [6, [D, A, B, C], [32, 64]],
    [7, [C, B, A, D], [32, 64]],
    [8, [B, C, D, A], [32, 64]],
  ] as const)('%i is honoured', async (orientation, corners, [width, height]) => {
    const bytes = await sharp(stored, { raw: { width: 64, height: 32, channels: 3 } })
      .withMetadata({ orientation })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer()
    const image = await decodeImage(bytes)
    expect([image.width, image.height]).toEqual([width, height])
    const [right, lower] = [width - 1, height - 1]
    const seen = [
      pixel(image, 0, 0),
      pixel(image, right, 0),
      pixel(image, right, lower),
      pixel(image, 0, lower),
    ]
    seen.forEach((colour, corner) => {
      colour.forEach((value, channel) => {
        expect(Math.abs(value - corners[corner]![channel]!)).toBeLessThanOrEqual(3)
      })
    })
  })
})
