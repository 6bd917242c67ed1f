import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadManifest } from '../../../src/classifier/node/load-bundle.ts'
import { registerCalibrate } from '../../../src/cli/commands/calibrate.ts'
import { registerGroups } from '../../../src/cli/commands/groups.ts'
import { registerUncertainty } from '../../../src/cli/commands/uncertainty.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import { readUncertainty } from '../../../src/report/uncertainty-file.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()
const results = join('data', 'results', 'tiny')
const source = ['--bundle', 'tiny', '--data', 'lesions']
const few = ['--ood-images', '8']

const calibrate = (...args: string[]) =>
  runCommand(registerCalibrate, 'calibrate', ...source, ...few, ...args)
const uncertainty = (...args: string[]) =>
  runCommand(registerUncertainty, 'uncertainty', ...source, ...few, ...args)

beforeAll(async () => {
  process.chdir(folder)
  await writeSyntheticDataset('lesions', { imagesPerClass: 24, width: 96, height: 72 })
  await writeTinyBundle('tiny')
})

afterAll(() => process.chdir(home))

describe('how sure a bundle is', { timeout: 120_000 }, () => {
  it('cannot be measured before it was fitted', async () => {
    const { error } = await uncertainty()
    expect(error).toMatchObject({ code: 'bad-argument' })
    expect(error!.hint).toMatch(/dermalite calibrate/)
  })

  it('is fitted and stored, in the same way every time', async () => {
    const { error, stdout } = await calibrate('--json')
    expect(error).toBeUndefined()
    const line = JSON.parse(stdout)
    expect(line.calibration.measured).toHaveLength(7)
    expect(line.outOfDistribution.flaggedValidation).toBeLessThanOrEqual(0.05)
    const { uncertainty, files, classes } = await loadManifest('tiny')
    expect(uncertainty!.model).toBe(files[0]!.sha256)
    const images = uncertainty!.validation.counts.reduce((a, b) => a + b, 0)
    expect(images).toBe(line.images.validation)
    expect(uncertainty!.calibration.bias).toHaveLength(classes.length)
    const again = await calibrate()
    expect(again.stdout).toMatch(/<- chosen/)
    expect((await loadManifest('tiny')).uncertainty).toEqual(uncertainty)
  })

  it('needs more training images than twice the classes, and says so at once', async () => {
    const { error } = await calibrate('--images', '14')
    expect(error).toMatchObject({ code: 'bad-argument' })
    expect(error!.hint).toMatch(/^Take 15 or more/)
    expect((await calibrate('--images', '15')).error).toBeUndefined()
    expect((await calibrate()).error).toBeUndefined()
  })

  it('is measured on test images only by what was chosen on validation images', async () => {
    const { error } = await uncertainty('--split', 'test')
    expect(error).toMatchObject({ code: 'results-not-found' })
    expect(error!.hint).toMatch(/--split val/)
  })

  it('is measured, written and drawn', async () => {
    const { error, stdout } = await uncertainty('--ood', 'lesions')
    expect(error).toBeUndefined()
    expect(stdout).toMatch(/Prediction sets \(val, .* dataset prior\)/)
    const file = await readUncertainty(join(results, 'uncertainty-val.json'))
    expect(file.priors.map(({ name }) => name)).toEqual(['dataset', 'balanced'])
    expect(file.outOfDistribution.kinds.map(({ against }) => against)).toEqual([
      ...['lesions', 'noise', 'one colour', 'blurred lesions'],
    ])
    for (const { numbers, thresholds } of file.priors) {
      expect(numbers.sets.lac!['0.9']!.coverage.value).toBeGreaterThan(0.6)
      expect(numbers.deferral['0']).toBeUndefined()
      expect(thresholds['0.95']).toBeLessThanOrEqual(thresholds['0.9']!)
      expect(numbers.operatingPoints['0.95']!.sensitivity.value).toBeGreaterThan(0.6)
    }
    const figures = ['reliability', 'coverage', 'risk-coverage', 'out-of-distribution']
    for (const name of figures) expect(existsSync(join(results, `${name}-val.png`))).toBe(true)
  })

  it('is measured on test images by the scores of validation', async () => {
    const { error, stdout } = await uncertainty('--split', 'test', '--markdown')
    expect(error).toBeUndefined()
    expect(stdout).toMatch(/^\| sets \| size \|/m)
    const [val, test] = await Promise.all(
      ['val', 'test'].map((split) => readUncertainty(join(results, `uncertainty-${split}.json`))),
    )
    const scores = (file: typeof val) => file!.priors.map(({ deferralScore }) => deferralScore)
    expect(scores(test)).toEqual(scores(val))
    for (const [i, prior] of test!.priors.entries()) {
      expect(prior.thresholds).toEqual(val!.priors[i]!.thresholds)
    }
  })

  it('serves to judge groups', async () => {
    const { error, stdout } = await runCommand(registerGroups, 'groups', ...source, '--json')
    expect(error).toBeUndefined()
    const line = JSON.parse(stdout)
    expect(line.coverage).toBe(0.9)
    expect(line.overall.metrics.coverage).toBeGreaterThan(0.6)
    const { priors } = await readUncertainty(join(results, 'uncertainty-val.json'))
    expect(line.threshold).toBe(priors[1]!.thresholds['0.9'])
  })
})
