import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type MetricsFile, readMetrics, writeMetrics } from '../../src/report/metrics-file.ts'
import { evaluationOf, predictionTable, temporaryFolder } from './fixtures.ts'

const file: MetricsFile = {
  schemaVersion: 1,
  run: 'first',
  model: 'mobilenet-v2',
  synthetic: false,
  classes: ['bkl', 'mel', 'nv'],
  evaluations: { val: evaluationOf(predictionTable()) },
}

describe('metrics.json', () => {
  it('reads back what was written, leaving no partial file', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'runs', 'metrics.json')
    await writeMetrics(path, file)
    expect(await readMetrics(path)).toEqual(file)
    expect(await readdir(join(folder, 'runs'))).toEqual(['metrics.json'])
  })

  it.each([
    ['half a file', JSON.stringify(file).slice(0, 50), /is no JSON/],
    ['another version', JSON.stringify({ ...file, schemaVersion: 2 }), /schemaVersion/],
    [
      'an accuracy in percent',
      JSON.stringify(file).replace(/"accuracy":[\d.]+/, '"accuracy":77'),
      /evaluations\.val\.metrics\.accuracy/,
    ],
    [
      'an unknown split',
      JSON.stringify({ ...file, evaluations: { train: file.evaluations.val } }),
      /evaluations/,
    ],
  ])('refuses %s', async (_, text, message) => {
    const path = join(await temporaryFolder(), 'metrics.json')
    await writeFile(path, text)
    const failure = expect.objectContaining({
      code: 'results-invalid',
      message: expect.stringMatching(message),
    })
    await expect(readMetrics(path)).rejects.toEqual(failure)
  })

  it('is not written with numbers that JSON cannot hold', async () => {
    const folder = await temporaryFolder()
    const evaluation = evaluationOf(predictionTable())
    const broken = { ...evaluation, metrics: { ...evaluation.metrics, loss: Number.NaN } }
    await expect(
      writeMetrics(join(folder, 'metrics.json'), { ...file, evaluations: { test: broken } }),
    ).rejects.toMatchObject({ code: 'results-invalid' })
    expect(await readdir(folder)).toEqual([])
  })
})
