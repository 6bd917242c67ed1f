import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { readClassFolders } from '../../src/dataset/class-folders.ts'
import { verifyImages } from '../../src/dataset/verify.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { drawJpeg, writeFiles } from './fixtures.ts'

const temporary = temporaryFolder()
let sets = 0

async function made() {
  const root = join(temporary, `set-${sets++}`)
  const whole = await drawJpeg(1)
  await writeFiles(root, {
    'mole/cut.jpg': whole.subarray(0, whole.length - 60),
    'mole/empty.jpg': '',
    'mole/whole.jpg': whole,
    'wart/text.jpg': 'no picture',
    'wart/whole.jpg': await drawJpeg(2),
  })
  return { root, dataset: await readClassFolders(root), cacheFolder: join(root, 'cache') }
}

const ids = (dataset: { samples: readonly { id: string }[] }) => dataset.samples.map(({ id }) => id)

describe('verifyImages', () => {
  it('leaves out and names every picture that cannot be decoded', async () => {
    const { dataset, cacheFolder } = await made()
    const onProgress = vi.fn()
    const verified = await verifyImages(dataset, { cacheFolder, onProgress })
    expect(ids(verified)).toEqual(['mole/whole.jpg', 'wart/whole.jpg'])
    expect(verified.problems).toEqual([
      problem('mole/cut.jpg', /incomplete/),
      problem('mole/empty.jpg', /empty/),
      problem('wart/text.jpg', /no picture/),
    ])
    expect(onProgress.mock.calls).toEqual([1, 2, 3, 4, 5].map((done) => [done, 5]))
    expect(verified.classes).toEqual(dataset.classes)
  })

  it('decodes nothing the second time', async () => {
    const { dataset, cacheFolder } = await made()
    const first = await verifyImages(dataset, { cacheFolder })
    const onProgress = vi.fn()
    expect(await verifyImages(dataset, { cacheFolder, onProgress })).toEqual(first)
    expect(onProgress).not.toHaveBeenCalled()
  })

  it('decodes again what changed in size or time', async () => {
    const { root, dataset, cacheFolder } = await made()
    await verifyImages(dataset, { cacheFolder })
    await writeFile(join(root, 'mole/empty.jpg'), await drawJpeg(3))
    await utimes(join(root, 'wart/whole.jpg'), 1, 1)
    const onProgress = vi.fn()
    const verified = await verifyImages(dataset, { cacheFolder, onProgress })
    expect(onProgress).toHaveBeenLastCalledWith(2, 2)
    expect(ids(verified)).toContain('mole/empty.jpg')
  })

  it('names a picture that has gone meanwhile, and finds it when it is back', async () => {
    const { root, dataset, cacheFolder } = await made()
    await rm(join(root, 'mole/whole.jpg'))
    const verified = await verifyImages(dataset, { cacheFolder })
    expect(verified.problems).toContainEqual({
      code: 'missing-image',
      where: 'mole/whole.jpg',
      message: expect.any(String),
    })
    await writeFile(join(root, 'mole/whole.jpg'), await drawJpeg(1))
    expect(ids(await verifyImages(dataset, { cacheFolder }))).toContain('mole/whole.jpg')
  })

  it('refuses a data set of which nothing is left', async () => {
    const { dataset, cacheFolder } = await made()
    const broken = dataset.samples.filter(({ id }) => !id.endsWith('whole.jpg'))
    await expect(
      verifyImages({ ...dataset, samples: broken }, { cacheFolder }),
    ).rejects.toMatchObject({
      code: 'dataset-invalid',
      message: expect.stringContaining('mole/cut.jpg: the picture is incomplete'),
    })
  })

  it('starts afresh from a damaged cache', async () => {
    const { dataset, cacheFolder } = await made()
    const first = await verifyImages(dataset, { cacheFolder })
    const [file] = await readdir(cacheFolder)
    await writeFile(join(cacheFolder, file!), '{"a": 1}')
    expect(await verifyImages(dataset, { cacheFolder })).toEqual(first)
  })
})

function problem(where: string, message: RegExp) {
  return { code: 'undecodable-image', where, message: expect.stringMatching(message) }
}
