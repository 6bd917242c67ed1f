import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerExplain } from '../../../src/cli/commands/explain.ts'
import { EXIT_FAILURE } from '../../../src/cli/errors.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()
let picture: string

const explain = (...args: string[]) =>
  runCommand(registerExplain, 'explain', '--bundle', 'tiny', ...args)

beforeAll(async () => {
  process.chdir(folder)
  const { samples } = await writeSyntheticDataset('lesions', {
    ...{ imagesPerClass: 1, width: 96, height: 72 },
  })
  picture = samples[0]!.path
  await writeTinyBundle('tiny')
})

afterAll(() => {
  process.exitCode = undefined
  process.chdir(home)
})

describe('dermalite explain', () => {
  it('draws what spoke for the answer, and says it', async () => {
    const { error, stdout } = await explain(picture)
    expect(error).toBeUndefined()
    expect(stdout).toMatch(/answer: \w+, \d+\.\d %/)
    expect(stdout).toMatch(/What speaks for|No place in the picture/)
    expect(stdout).toContain('not a medical device')
    const [file] = await readdir(join('data', 'results', 'explained'))
    const drawn = await decodeImage(join('data', 'results', 'explained', file!))
    expect([drawn.width, drawn.height]).toEqual([4 + 96 + 4 + 96 + 4, 4 + 72 + 4])
  })

  it('takes a class, a method and several layers, and prints JSON alone', async () => {
    const how = ['--method', 'layer-cam', '--layer', 'blocks.13.expand,head', '--flips']
    const { stdout } = await explain(picture, '--class', 'mel', ...how, '--json', '--out', 'maps')
    const line = JSON.parse(stdout)
    expect(line).toMatchObject({
      ...{ file: picture, class: 'mel', method: 'layer-cam', flips: true },
      layers: ['blocks.13.expand', 'head'],
      evidence: { position: expect.any(String), within: expect.any(String) },
    })
    expect(line.heatmap).toMatch(/^maps/)
    expect(line.probability).toBeGreaterThan(0)
  })

  it('goes on behind a picture that fails', async () => {
    const { stdout } = await explain('nothing.jpg', picture, '--json')
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ file: 'nothing.jpg', error: { code: 'file-not-found' } })
    expect(lines[1]).toMatchObject({ file: picture, layers: ['head'] })
    expect(process.exitCode).toBe(EXIT_FAILURE)
  })

  it('lists the layers', async () => {
    const { stdout } = await explain('--layers')
    expect(stdout).toMatch(/^head +\d+ +2 x 2$/m)
    const layers = JSON.parse((await explain('--layers', '--json')).stdout)
    expect(layers[0]).toMatchObject({ name: 'stem', height: 32, width: 32 })
  })

  it('refuses what is not there', async () => {
    expect((await explain(picture, '--layer', 'nowhere')).error).toMatchObject({
      ...{ code: 'bad-argument', message: expect.stringContaining('"nowhere"') },
    })
    expect((await explain(picture, '--class', 'flu')).error).toMatchObject({
      ...{ code: 'bad-argument', message: expect.stringContaining('"flu"') },
    })
    expect((await explain()).error).toMatchObject({ code: 'no-images' })
    expect((await explain(picture, '--opacity', '2')).exitCode).toBe(2)
  })
})
