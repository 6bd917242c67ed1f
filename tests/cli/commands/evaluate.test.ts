import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerEvaluate } from '../../../src/cli/commands/evaluate.ts'
import { openDataset } from '../../../src/dataset/open.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import { readMetrics } from '../../../src/report/metrics-file.ts'
import { readPredictions } from '../../../src/report/predictions-file.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()
const results = join('data', 'results', 'tiny')

const evaluate = (...args: string[]) =>
  runCommand(registerEvaluate, 'evaluate', '--bundle', 'tiny', '--data', 'lesions', ...args)

beforeAll(async () => {
  process.chdir(folder)
  await writeSyntheticDataset('lesions', { imagesPerClass: 24, width: 96, height: 72 })
  await writeTinyBundle('tiny')
})

afterAll(() => process.chdir(home))

describe('dermalite evaluate', () => {
  it('measures a side of the split, keeps the predictions and draws the figures', async () => {
    const { error, stdout, stderr } = await evaluate()
    expect(error).toBeUndefined()
    expect(stderr).toMatch(/synthetic: drawn, not photographed/)
    expect(stdout).toMatch(/validation images .*balanced prior/)
    expect(stdout).toMatch(/roc-val\.svg \(and \.png\)/)
    const { evaluations } = await readMetrics(join(results, 'metrics.json'))
    const predictions = await readPredictions(join(results, 'predictions-val.csv'))
    expect(evaluations.val?.metrics.n).toBe(predictions.ids.length)
    expect(new Set(predictions.groups).size).toBeLessThan(predictions.ids.length)
    for (const figure of ['roc-val', 'confusion-matrix-val', 'sensitivity-val']) {
      expect(existsSync(join(results, `${figure}.png`))).toBe(true)
    }
  })

  it('adds the other side beside it, as one line of JSON', async () => {
    const { stdout } = await evaluate('--split', 'test', '--json')
    const line = JSON.parse(stdout)
    expect(line).toMatchObject({ run: 'tiny', split: 'test', prior: 'balanced' })
    const { evaluations } = await readMetrics(join(results, 'metrics.json'))
    expect(evaluations.test?.metrics).toEqual(line.metrics)
    expect(evaluations.val).toBeDefined()
  })

  it('keeps what it measures under another prior in a folder of its own', async () => {
    const before = await readMetrics(join(results, 'metrics.json'))
    const { stdout } = await evaluate('--split', 'test', '--prior', 'dataset', '--json')
    const { folder } = JSON.parse(stdout)
    const { evaluations } = await readMetrics(join(folder, 'metrics.json'))
    expect(evaluations.test?.prior).toBe('dataset')
    expect(evaluations.test?.metrics.loss).not.toBe(before.evaluations.test?.metrics.loss)
    expect(await readMetrics(join(results, 'metrics.json'))).toEqual(before)
  })

  it('refuses a data set of other classes', async () => {
    const { samples } = await openDataset('lesions')
    const rows = samples.map(({ path }, index) => `${path},${index % 2 === 0 ? 'even' : 'odd'}`)
    await writeFile('other.csv', ['image,label', ...rows].join('\n'))
    const { error } = await evaluate('--data', 'other.csv')
    expect(error).toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining('even, odd'),
    })
  })
})
