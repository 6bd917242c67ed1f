import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerBench } from '../../../src/cli/commands/bench.ts'
import { registerQuantize } from '../../../src/cli/commands/quantize.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import { drawTradeoffs } from '../../../src/report/draw-tradeoffs.ts'
import { readTradeoff, writeTradeoff } from '../../../src/report/tradeoff-file.ts'
import { CHROMIUM } from '../../browser/chromium.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()
const FILE = join('data', 'results', 'tradeoff.json')

const bench = (...args: string[]) =>
  runCommand(
    registerBench,
    'bench',
    '--data',
    'lesions',
    '--rounds',
    '3',
    '--threads',
    '2',
    ...args,
  )

beforeAll(async () => {
  process.chdir(folder)
  await writeSyntheticDataset('lesions', { imagesPerClass: 8, width: 96, height: 72 })
  await mkdir('models')
  await writeTinyBundle(join('models', 'tiny'))
  const quantize = ['quantize', '--bundle', 'models/tiny', '--data', 'lesions', '--images', '8']
  const { error } = await runCommand(registerQuantize, ...quantize)
  expect(error).toBeUndefined()
}, 120_000)

afterAll(() => process.chdir(home))

describe('dermalite bench', { timeout: 240_000 }, () => {
  it('measures accuracy, memory and time of every variant, and draws them', async () => {
    const { error, stdout } = await bench('--only', 'accuracy', 'memory', 'node')
    expect(error).toBeUndefined()
    expect(stdout).toMatch(/^tiny, int8 +\d/m)
    const { variants, reference, data, machine } = await readTradeoff(FILE)
    expect(reference).toBe('tiny, float32')
    expect(data).toMatchObject({ synthetic: true })
    expect(machine.cores).toBeGreaterThan(0)
    expect(variants.map(({ kind }) => kind)).toEqual([
      'float32',
      'float16 weights',
      'int8 weights',
      'int8',
    ])
    const [float32, float16, weights, int8] = variants
    expect(float16!.bytes).toBeLessThan(0.6 * float32!.bytes)
    expect(weights!.bytes).toBeLessThan(0.45 * float32!.bytes)
    expect(int8!.tfliteBytes).toBeLessThan(float32!.tfliteBytes!)
    for (const { memory, latency, accuracy, macs } of variants) {
      expect(macs).toBe(float32!.macs)
      expect(memory!.peak).toBeGreaterThan(10e6)
      expect(latency.node1!.median).toBeGreaterThan(0)
      expect(latency.node2!.p95).toBeGreaterThanOrEqual(latency.node2!.median)
      expect(latency.browser).toBeNull()
      expect(accuracy!.sameLabel).toBeGreaterThan(0)
    }
    expect(float32!.latency.node1!.speedup).toBe(1)
    expect(float32!.accuracy!.sameLabel).toBe(1)
    const csv = await readFile(FILE.replace('.json', '.csv'), 'utf8')
    expect(csv.trim().split('\n')).toHaveLength(5)
    const figures = await drawTradeoffs(join('data', 'results'))
    expect(figures).toHaveLength(1)
    expect(existsSync(figures[0]!.png)).toBe(true)
  })

  it.skipIf(CHROMIUM === undefined)(
    'times in the browser later, and keeps what was measured of the same models',
    async () => {
      const before = await readTradeoff(FILE)
      const { error } = await bench('--only', 'browser')
      expect(error).toBeUndefined()
      const { variants, machine, data } = await readTradeoff(FILE)
      expect(machine.browser).toMatch(/^Chromium \d+/)
      expect(data).toEqual(before.data)
      expect(variants.map(({ accuracy }) => accuracy)).toEqual(
        before.variants.map(({ accuracy }) => accuracy),
      )
      expect(variants.map(({ latency }) => latency.browser === null)).toEqual([
        ...[false, true, true, false],
      ])
    },
  )

  it('names the machine of the numbers that stay, and refuses to mix them with those of this one', async () => {
    const measured = await readTradeoff(FILE)
    const missing = ['No times in a browser: none was there.']
    const machine = { ...measured.machine, processor: 'another one', loadAverage: 7 }
    await writeTradeoff(FILE.replace('.json', ''), { ...measured, machine, missing })
    const mixed = await bench('--only', 'node')
    expect(mixed.error).toMatchObject({ code: 'bad-argument' })
    expect(mixed.error!.message).toContain('processor another one')
    expect(await readTradeoff(FILE)).toMatchObject({ machine, variants: measured.variants })
    const { error } = await bench('--only', 'accuracy')
    expect(error).toBeUndefined()
    const after = await readTradeoff(FILE)
    expect(after.machine).toEqual(machine)
    expect(after.missing).toEqual(missing)
    expect(after.variants.map(({ latency }) => latency)).toEqual(
      measured.variants.map(({ latency }) => latency),
    )
  })

  it('refuses a bundle named twice, and a folder without bundles', async () => {
    const twice = await bench('--bundle', 'models/tiny', 'models/tiny')
    expect(twice.error).toMatchObject({ code: 'bad-argument' })
    const missing = await bench('--bundle', 'models/none')
    expect(missing.error).toMatchObject({ code: 'bundle-not-found' })
  })
})
