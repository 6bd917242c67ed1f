import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { findLesionMasks, readLesionMask } from '../../../src/dataset/ham10000/lesion-masks.ts'
import { readHam10000 } from '../../../src/dataset/ham10000/read.ts'
import { maskArea } from '../../../src/image/lesion/mask.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { ham10000Row, REAL_HAM10000, REAL_NOTE, writeFiles, writeHam10000 } from '../fixtures.ts'

const folder = temporaryFolder()

/** A mask of 20 x 16 with the left quarter inside. */
const png = () =>
  sharp(
    Uint8Array.from({ length: 320 }, (_, i) => (i % 20 < 5 ? 255 : 0)),
    { raw: { width: 20, height: 16, channels: 1 } },
  )
    .png()
    .toBuffer()

describe('findLesionMasks', () => {
  it('finds the masks by the ids of the pictures', async () => {
    const rows = [ham10000Row('HAM_1', 'ISIC_1', 'nv'), ham10000Row('HAM_2', 'ISIC_2', 'mel')]
    await writeHam10000(folder, rows, ['ISIC_1', 'ISIC_2'])
    const mask = 'HAM10000_segmentations/ISIC_2_segmentation.png'
    await writeFiles(folder, { [mask]: await png() })
    const dataset = await readHam10000(folder)
    expect(dataset.samples).toHaveLength(2)
    expect([...(await findLesionMasks(dataset))]).toEqual([['ISIC_2', join(folder, mask)]])
  })

  it('finds none where there are none', async () => {
    expect((await findLesionMasks({ root: join(folder, 'elsewhere') })).size).toBe(0)
  })
})

describe('readLesionMask', () => {
  it('takes white as the lesion', async () => {
    await writeFiles(folder, { 'A_segmentation.png': await png() })
    const mask = await readLesionMask(join(folder, 'A_segmentation.png'))
    expect(mask).toMatchObject({ width: 20, height: 16 })
    expect(maskArea(mask)).toBe(80)
    expect([...mask.data.subarray(0, 7)]).toEqual([1, 1, 1, 1, 1, 0, 0])
  })
})

describe.runIf(REAL_HAM10000)(`the masks of HAM10000${REAL_NOTE}`, () => {
  it('are there for every picture', async () => {
    const dataset = await readHam10000(REAL_HAM10000!)
    const masks = await findLesionMasks(dataset)
    expect(dataset.samples.filter(({ id }) => !masks.has(id))).toEqual([])
  })
})
