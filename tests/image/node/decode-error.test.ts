import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { DermaliteError } from '../../../src/errors.ts'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { noise, pattern } from '../pictures.ts'

const folder = temporaryFolder()
const { data } = noise(120, 90)
const encoded = (format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'gif' | 'avif') =>
  sharp(data, { raw: { width: 120, height: 90, channels: 3 } })
    [format]()
    .toBuffer()

async function failure(input: string | Uint8Array): Promise<DermaliteError> {
  const error = await decodeImage(input).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(DermaliteError)
  return error as DermaliteError
}

describe('decodeImage refuses', () => {
  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('a cut-off %s', async (format) => {
    const bytes = await encoded(format)
    for (const share of [0.05, 0.5, 0.95]) {
      const error = await failure(bytes.subarray(0, Math.floor(bytes.length * share)))
      expect(error.code).toBe('image-truncated')
      expect(error.message).toBe('the picture is incomplete: part of its data is missing')
    }
  })

  it.each(['tiff', 'avif'] as const)(
    'a cut-off %s, whichever name it has for it',
    async (format) => {
      const bytes = await encoded(format)
      for (const share of [0.05, 0.5, 0.95]) {
        const { code } = await failure(bytes.subarray(0, Math.floor(bytes.length * share)))
        expect(code).toMatch(/^image-(truncated|undecodable)$/)
      }
    },
  )

  it('a damaged PNG', async () => {
    const bytes = await encoded('png')
    bytes.fill(0x5a, 2000, 2040)
    expect(await failure(bytes)).toMatchObject({
      code: 'image-undecodable',
      message: expect.stringMatching(/^the picture is damaged: \S.*$/),
    })
  })

  it('text called .jpg, by its name', async () => {
    const path = join(folder, 'notes.jpg')
    await writeFile(path, 'Remember to photograph the left arm.\n')
    expect(await failure(path)).toMatchObject({
      code: 'image-undecodable',
      message: `${path} is no picture of a known format, or its header is broken`,
      hint: expect.stringContaining('JPEG, PNG'),
    })
  })

  it('a file without a byte', async () => {
    const path = join(folder, 'empty.jpg')
    await writeFile(path, '')
    expect(await failure(path)).toMatchObject({ code: 'file-empty', message: `${path} is empty` })
    expect((await failure(new Uint8Array(0))).code).toBe('file-empty')
  })

  it('what is not there, and what is no file', async () => {
    const missing = join(folder, 'missing.jpg')
    expect(await failure(missing)).toMatchObject({
      code: 'file-not-found',
      message: `${missing} does not exist`,
    })
    await mkdir(join(folder, 'folder.jpg'))
    expect((await failure(join(folder, 'folder.jpg'))).code).toBe('file-unreadable')
  })

  it.each([
    [1, 1],
    [15, 400],
    [400, 15],
  ])('a picture of %i x %i pixels', async (width, height) => {
    const bytes = await sharp(pattern(width, height).data, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer()
    expect(await failure(bytes)).toMatchObject({
      code: 'image-too-small',
      message: `the picture has ${width} x ${height} pixels`,
    })
  })

  it('a header that promises more than 500 megapixels, before it decodes any', async () => {
    const bytes = await encoded('png')
    bytes.writeUInt32BE(30_000, 16)
    bytes.writeUInt32BE(20_000, 20)
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
    expect(await failure(bytes)).toMatchObject({
      code: 'image-too-large',
      message: 'the picture has 30000 x 20000 pixels',
    })
  })
})

describe('decodeImage forgives', () => {
  it('stray bytes before the end of a JPEG', async () => {
    const bytes = await encoded('jpeg')
    const end = bytes.length - 2
    const stray = Buffer.concat([bytes.subarray(0, end), Buffer.of(1, 2, 3), bytes.subarray(end)])
    expect(await decodeImage(stray)).toEqual(await decodeImage(bytes))
  })
})

describe('decodeImage, of several pictures at once,', () => {
  it('says of each what it says of it alone', async () => {
    const jpeg = await encoded('jpeg')
    const gif = await encoded('gif')
    const broken = [
      jpeg.subarray(0, jpeg.length - 60),
      gif.subarray(0, gif.length / 2),
      Buffer.from('no picture'),
    ]
    const alone: DermaliteError[] = []
    for (const bytes of broken) alone.push(await failure(bytes))
    for (let round = 0; round < 200; round++) {
      const together = await Promise.all(broken.map(failure))
      expect(together.map(({ message }) => message)).toEqual(alone.map(({ message }) => message))
    }
  })
})
