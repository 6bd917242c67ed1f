import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { choosePreviewSamples, previewSheet } from '../../src/cli/preview-sheet.ts'
import { writeSyntheticDataset } from '../../src/dataset/synthetic/dataset.ts'
import type { Dataset, Sample } from '../../src/dataset/types.ts'
import { augmentOptionsSchema } from '../../src/image/augment/options.ts'
import { decodeImage } from '../../src/image/node/decode.ts'
import { denormalise } from '../../src/image/normalise.ts'
import { preprocess } from '../../src/image/preprocess.ts'
import { IMAGENET_MEAN, IMAGENET_STD, type RgbImage } from '../../src/image/types.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const options = { views: 3, size: 32, augment: augmentOptionsSchema.parse({}), seed: 1 }
const GAP = 4
let dataset: Dataset

beforeAll(async () => {
  const folder = join(temporaryFolder(), 'set')
  dataset = await writeSyntheticDataset(folder, { imagesPerClass: 2, width: 60, height: 48 })
})

/** One tile of a sheet of 32-pixel tiles. */
function tile({ width, data }: RgbImage, column: number, row: number): number[] {
  return Array.from({ length: 32 }, (_, y) => {
    const start = ((GAP + row * (32 + GAP) + y) * width + GAP + column * (32 + GAP)) * 3
    return [...data.subarray(start, start + 96)]
  }).flat()
}

describe('choosePreviewSamples', () => {
  const labels = (samples: readonly Sample[]) => samples.map(({ label }) => label)

  it('takes the classes in turn, and no sample twice', () => {
    const chosen = choosePreviewSamples(dataset.samples, 9, 1)
    expect(labels(chosen)).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 1])
    expect(new Set(chosen).size).toBe(9)
  })

  it('gives all there are where more are asked for', () => {
    expect(choosePreviewSamples(dataset.samples, 99, 1)).toHaveLength(14)
  })

  it('follows the seed', () => {
    const choose = (seed: number) => choosePreviewSamples(dataset.samples, 7, seed)
    expect(choose(1)).toEqual(choose(1))
    expect(choose(1)).not.toEqual(choose(2))
  })
})

describe('previewSheet', () => {
  it('shows in each row what is classified, then what is learnt from', async () => {
    const samples = dataset.samples.slice(0, 2)
    const sheet = await previewSheet(samples, options)
    expect([sheet.width, sheet.height]).toEqual([4 * 36 + GAP, 2 * 36 + GAP])
    const spec = { size: 32, mean: IMAGENET_MEAN, std: IMAGENET_STD }
    const seen = preprocess(await decodeImage(samples[1]!.path), spec)
    expect(tile(sheet, 0, 1)).toEqual([...denormalise(seen, spec).data])
    const views = [0, 1, 2, 3].map((column) => tile(sheet, column, 1).join())
    expect(new Set(views).size).toBe(4)
  })

  it('follows the seed', async () => {
    const samples = dataset.samples.slice(0, 1)
    const first = await previewSheet(samples, options)
    expect(await previewSheet(samples, options)).toEqual(first)
    expect(await previewSheet(samples, { ...options, seed: 2 })).not.toEqual(first)
  })

  it('refuses a sheet beyond all bounds, and one without pictures', async () => {
    for (const [samples, size] of [
      [dataset.samples, 4096],
      [[], 32],
    ] as const) {
      await expect(previewSheet(samples, { ...options, size })).rejects.toMatchObject({
        code: 'bad-argument',
      })
    }
  })
})
