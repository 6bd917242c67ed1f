import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../../src/classes.ts'
import { ensureSyntheticSamples } from '../../../src/dataset/synthetic/samples.ts'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = join(temporaryFolder(), 'samples')
let paths: string[]

beforeAll(async () => {
  paths = await ensureSyntheticSamples(folder)
})

describe('ensureSyntheticSamples', () => {
  it('writes one picture of each class, named as synthetic, in the order of the classes', async () => {
    expect(paths).toEqual(LESION_CLASSES.map((name) => join(folder, `synthetic-${name}.png`)))
    expect((await readdir(folder)).sort()).toEqual(LESION_CLASSES.map((c) => `synthetic-${c}.png`))
    for (const path of paths) {
      const { width, height } = await decodeImage(path)
      expect([width, height]).toEqual([400, 300])
    }
  })

  it('keeps what is there and draws what is missing', async () => {
    const before = await readFile(paths[5]!)
    await rm(paths[5]!)
    await writeFile(paths[0]!, 'kept')
    expect(await ensureSyntheticSamples(folder)).toEqual(paths)
    expect(await readFile(paths[0]!, 'utf8')).toBe('kept')
    expect(await readFile(paths[5]!)).toEqual(before)
  })

  it('says so where it cannot write', async () => {
    await expect(ensureSyntheticSamples(join(paths[0]!, 'folder'))).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringContaining('synthetic-akiec.png'),
    })
  })
})
