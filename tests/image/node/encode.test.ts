import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { encodeJpeg, writeJpeg, writePng } from '../../../src/image/node/encode.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { flat, noise } from '../pictures.ts'

const folder = temporaryFolder()

describe('writePng', () => {
  it('makes the folder and loses nothing', async () => {
    const path = join(folder, 'a', 'b.png')
    const image = noise(20, 17)
    await writePng(path, image)
    const { width, height, data } = await decodeImage(path)
    expect([width, height, ...data]).toEqual([20, 17, ...image.data])
  })
})

describe('writeJpeg', () => {
  it('keeps flat colour, and detail by its quality', async () => {
    const path = join(folder, 'c', 'd.jpg')
    await writeJpeg(path, flat(32, 32, [180, 120, 90]))
    expect((await readFile(path)).subarray(0, 2)).toEqual(Buffer.of(0xff, 0xd8))
    const { data } = await decodeImage(path)
    data.forEach((value, i) => {
      expect(Math.abs(value - [180, 120, 90][i % 3]!)).toBeLessThanOrEqual(2)
    })
    const sizes = [30, 60, 95].map(
      async (quality) => (await encodeJpeg(noise(64, 64), quality)).length,
    )
    const [low, middle, high] = await Promise.all(sizes)
    expect(low).toBeLessThan(middle!)
    expect(middle).toBeLessThan(high!)
  })
})
