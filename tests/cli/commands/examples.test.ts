import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerExamples } from '../../../src/cli/commands/examples.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { runCommand } from './run-command.ts'

const home = process.cwd()

beforeAll(async () => {
  process.chdir(temporaryFolder())
  await writeTinyBundle('tiny')
})

afterAll(() => process.chdir(home))

const examples = (...args: string[]) =>
  runCommand(registerExamples, 'examples', '--bundle', 'tiny', '--json', ...args)

describe('dermalite examples', () => {
  it('draws lesions beside the results of the model', async () => {
    const { error, stdout } = await examples('--each', '1')
    expect(error).toBeUndefined()
    const { model, right, wrong, svg, png } = JSON.parse(stdout)
    expect(svg).toBe(join('data', 'results', model, 'examples-drawn.svg'))
    expect(await readFile(svg, 'utf8')).toContain('Named')
    expect(existsSync(png)).toBe(true)
    expect(right + wrong).toBeGreaterThan(0)
  })

  it('says what it shows without --data', async () => {
    const { stdout } = await examples('--help')
    expect(stdout).toMatch(/--data <source>[^-]*\(default: drawn\s+lesions\)/)
  })

  it('keeps photographs apart', async () => {
    await writeSyntheticDataset('lesions', { imagesPerClass: 8, width: 96, height: 72 })
    const { error, stdout } = await examples('--data', 'lesions', '--split', 'val')
    expect(error).toBeUndefined()
    expect(JSON.parse(stdout).svg).toMatch(/^data.results.examples.*-val\.svg$/)
  })
})
