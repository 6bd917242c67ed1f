import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerFaithfulness } from '../../../src/cli/commands/faithfulness.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import { encodePng } from '../../../src/image/node/encode.ts'
import { readExplanations } from '../../../src/report/explanations-file.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()

const faithfulness = (...args: string[]) => {
  const shared = ['--bundle', 'tiny', '--data', 'lesions', '--images', '2', '--threads', '1']
  return runCommand(registerFaithfulness, 'faithfulness', ...shared, ...args)
}

beforeAll(async () => {
  process.chdir(folder)
  await writeLesionsWithMasks()
  await writeTinyBundle('tiny')
})

afterAll(() => process.chdir(home))

/** Drawn lesions in the layout of HAM10000, whose masks are the left half of each picture. */
async function writeLesionsWithMasks(): Promise<void> {
  const { samples, classes } = await writeSyntheticDataset('drawn', {
    ...{ imagesPerClass: 8, width: 96, height: 72 },
  })
  await mkdir('lesions')
  const rows = ['lesion_id,image_id,dx']
  for (const [index, { path, label, group }] of samples.entries()) {
    rows.push(`${group},picture-${index},${classes[label]}`)
    await copyFile(path, `lesions/picture-${index}.jpg`)
    await writeFile(`lesions/picture-${index}_segmentation.png`, await halfMask())
  }
  await writeFile('lesions/HAM10000_metadata.csv', rows.join('\n'))
  await copyFile('drawn/dataset.json', 'lesions/dataset.json')
}

function halfMask(): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: 48 * 36 * 3 }, (_, at) => (at % (48 * 3) < 72 ? 255 : 0))
  return encodePng({ width: 48, height: 36, data })
}

describe('dermalite faithfulness', () => {
  it('measures the maps, keeps what it measured and draws it', async () => {
    const { error, stdout, stderr } = await faithfulness()
    expect(error).toBeUndefined()
    expect(stderr).toMatch(/measuring maps: 2\/2 images/)
    expect(stdout).toContain('does the answer follow the map? (2 images')
    expect(stdout).toContain('is the evidence on the lesion?')
    const run = join('data', 'results', 'tiny')
    const file = await readExplanations(join(run, 'explanations.json'))
    const { val, test } = file.evaluations
    expect(test).toBeUndefined()
    expect(file.synthetic).toBe(true)
    expect(val!.exactness.maxDifference).toBeLessThan(1e-4)
    expect(val!.precision).toBeNull()
    expect(val!.randomisation.stages).toHaveLength(20)
    const methods = val!.faithfulness.methods.map(({ method, layer }) => `${method} ${layer}`)
    expect(methods).toHaveLength(10)
    expect(methods).toContain('layer-cam blocks.13.expand')
    const { all, sample } = val!.localisation!
    expect(all.lesionShare).toBeCloseTo(0.5)
    expect(sample.images).toBe(2)
    const blob = all.methods.find(({ method }) => method === 'centred blob')!
    expect(blob.inside.mean).toBeCloseTo(0.5, 2)
    expect(blob.inside.overBlob).toBeNull()
    expect((await readdir(run)).sort()).toEqual([
      'explanations-faithfulness-val.png',
      'explanations-faithfulness-val.svg',
      'explanations-localisation-val.png',
      'explanations-localisation-val.svg',
      'explanations-randomisation-val.png',
      'explanations-randomisation-val.svg',
      'explanations.json',
    ])
  })

  it('gives the same numbers for the same seed', async () => {
    const run = async () => {
      const { stdout } = await faithfulness('--json')
      return { ...JSON.parse(stdout), createdAt: undefined }
    }
    expect(await run()).toEqual(await run())
  })
})
