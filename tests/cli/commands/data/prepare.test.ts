import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerData } from '../../../../src/cli/commands/data/register.ts'
import { openTrainingData } from '../../../../src/cli/training/training-data.ts'
import { fingerprintPath, readFingerprint } from '../../../../src/dataset/fingerprint.ts'
import { writeSyntheticDataset } from '../../../../src/dataset/synthetic/dataset.ts'
import type { Dataset } from '../../../../src/dataset/types.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { runCommand } from '../run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()
let dataset: Dataset

const prepare = (...args: string[]) =>
  runCommand(registerData, 'data', 'prepare', '--data', 'lesions', ...args)

const parameters = (name: string, seed: number) =>
  writeFile('params.yaml', `data: { name: ${name} }\nsplit: { seed: ${seed} }\n`)

beforeAll(async () => {
  process.chdir(folder)
  dataset = await writeSyntheticDataset('lesions', { imagesPerClass: 4, width: 48, height: 32 })
})

afterAll(() => process.chdir(home))

describe('dermalite data prepare', () => {
  it('writes the split and the fingerprint, the same each time', async () => {
    await parameters(dataset.name, 1)
    const { error, stdout } = await prepare()
    expect(error).toBeUndefined()
    const paths = [join('data', 'splits', `${dataset.name}.json`), fingerprintPath(dataset)]
    const files = () => Promise.all(paths.map((path) => readFile(path, 'utf8')))
    const written = await files()
    const fingerprint = (await readFingerprint(paths[1]!))!
    expect(fingerprint).toMatchObject({ dataset: dataset.name, images: 28, synthetic: true })
    expect(stdout).toContain(fingerprint.sha256)
    const { stdout: json } = await prepare('--json')
    expect(JSON.parse(json)).toEqual(fingerprint)
    expect(await files()).toEqual(written)
  })

  it('keeps another split unless it is told', async () => {
    await parameters(dataset.name, 2)
    expect((await prepare()).error).toMatchObject({ code: 'split-exists' })
    expect((await prepare('--force')).error).toBeUndefined()
  })

  it('refuses a data set of another name than the parameters say', async () => {
    await parameters('others', 1)
    expect((await prepare()).error).toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining('others'),
    })
  })

  it('lets whoever has other pictures know', async () => {
    const warned = async () => {
      const register = () => openTrainingData({ source: 'lesions' })
      const { stderr } = await runCommand((program) => {
        program.command('open').action(async () => {
          await register()
        })
      }, 'open')
      return stderr.includes('warning: these are other pictures')
    }
    expect(await warned()).toBe(false)
    await rm(dataset.samples[0]!.path)
    expect(await warned()).toBe(true)
  })
})
