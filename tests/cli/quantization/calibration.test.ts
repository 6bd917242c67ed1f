import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { calibrateOn, calibrationSamples } from '../../../src/cli/quantization/calibration.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import type { Dataset, Sample } from '../../../src/dataset/types.ts'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { preprocess } from '../../../src/image/preprocess.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const sample = (label: number, id: number): Sample => ({
  ...{ id: `${id}`, path: `${id}.jpg`, label, group: `${id}`, metadata: {} },
})

describe('calibrationSamples', () => {
  it('takes different samples of the training side, classes as even as they can be', () => {
    const train = fc
      .array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 60 })
      .map((labels) => labels.map(sample))
    fc.assert(
      fc.property(train, fc.integer({ min: 1, max: 70 }), (samples, count) => {
        const chosen = calibrationSamples(samples, count)
        expect(chosen).toHaveLength(Math.min(count, samples.length))
        expect(new Set(chosen).size).toBe(chosen.length)
        expect(samples).toEqual(expect.arrayContaining([...chosen]))
        const counts = (list: readonly Sample[], k: number) =>
          list.filter(({ label }) => label === k).length
        const most = Math.max(...[0, 1, 2, 3].map((k) => counts(chosen, k)))
        for (const k of [0, 1, 2, 3]) {
          const fewest = Math.min(counts(samples, k), most - 1)
          expect(counts(chosen, k)).toBeGreaterThanOrEqual(fewest)
        }
      }),
    )
  })

  it('draws the same samples every time', () => {
    const train = Array.from({ length: 50 }, (_, id) => sample(id % 3, id))
    expect(calibrationSamples(train, 10)).toEqual(calibrationSamples(train, 10))
    expect(calibrationSamples(train, 10)).not.toEqual(train.slice(0, 10))
  })
})

describe('calibrateOn', () => {
  const folder = temporaryFolder()
  const spec = { size: 16, mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4] } as const
  let dataset: Dataset

  beforeAll(async () => {
    dataset = await writeSyntheticDataset(join(folder, 'lesions'), {
      ...{ imagesPerClass: 1, width: 48, height: 36 },
    })
  })

  it('gives each image as classification sees it, anew at every pass, and says how far it is', async () => {
    const { samples } = dataset
    const seen: string[] = []
    const onProgress = (done: number, total: number) => seen.push(`${done}/${total}`)
    const calibration = calibrateOn(samples, { ...spec }, { threads: 1, onProgress })
    for (let pass = 0; pass < 2; pass++) {
      const batches = []
      for await (const batch of calibration.batches()) batches.push(batch)
      expect(batches.map(({ shape }) => shape)).toEqual([
        [4, 3, 16, 16],
        [3, 3, 16, 16],
      ])
      const expected = preprocess(await decodeImage(samples[5]!.path), { ...spec })
      const pixels = 3 * 16 * 16
      expect(batches[1]!.data.slice(pixels, 2 * pixels)).toEqual(expected)
    }
    expect(seen).toEqual(['4/7', '7/7', '4/7', '7/7'])
  })
})
