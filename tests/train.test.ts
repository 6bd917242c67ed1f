import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { parseManifest } from '../src/classifier/bundle.ts'
import { writeSyntheticDataset } from '../src/dataset/synthetic/dataset.ts'
import { readHistory } from '../src/report/history-file.ts'
import { readMetrics } from '../src/report/metrics-file.ts'
import { loadCheckpoint } from '../src/train/checkpoint.ts'
import { temporaryFolder } from './temporary-folder.ts'

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const SCRIPT = resolve('train.ts')
const folder = temporaryFolder()

type Outcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs `train.ts` as a user would; `killAt` ends it with SIGKILL once its output matches. */
function train(args: readonly string[], killAt?: RegExp): Promise<Outcome> {
  return new Promise((done) => {
    const shared = ['--data', 'lesions', '--params', 'params.yaml', '--threads', '2']
    const child = spawn(process.execPath, ['--import', TSX, SCRIPT, ...shared, ...args], {
      cwd: folder,
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
      if (killAt?.test(stderr)) child.kill('SIGKILL')
    })
    child.on('close', (code) => done({ code, stdout, stderr }))
  })
}

beforeAll(async () => {
  const drawing = { imagesPerClass: 8, width: 96, height: 72 }
  await writeSyntheticDataset(join(folder, 'lesions'), drawing)
  const params = {
    train: { batchSize: 4, width: 0.1, phases: [{ size: 32, epochs: 3 }], warmupSteps: 2 },
    networks: { narrow: { width: 0.1 }, half: { parent: 'narrow', rounds: [{ keepMacs: 0.5 }] } },
  }
  await writeFile(join(folder, 'params.yaml'), stringify(params))
})

const inFolder = (...path: string[]) => join(folder, ...path)
const modelOf = (run: string) => readFile(inFolder('models', run, 'model.onnx'))

describe('train.ts', () => {
  it('trains, measures and writes a model, and says all of it without a terminal', async () => {
    const { code, stdout, stderr } = await train(['--run', 'whole'])
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    expect(stderr).toMatch(/synthetic: drawn, not photographed/)
    expect(stderr).toMatch(/^epoch 1\/3 at 32 px: \d+\/\d+ steps \(\d+ %\).*left, loss \d/m)
    expect(stderr).toMatch(/^epoch 3\/3: train loss .* balanced accuracy .* macro AUC/m)
    expect(stdout).toMatch(/test images.*\n[\s\S]*balanced accuracy +0\.\d{3}/)
    expect(await readHistory(inFolder('data', 'results', 'whole', 'history.csv'))).toHaveLength(3)
    const metrics = await readMetrics(inFolder('data', 'results', 'whole', 'metrics.json'))
    expect(Object.keys(metrics.evaluations).sort()).toEqual(['test', 'val'])
    const manifest = await readFile(inFolder('models', 'whole', 'manifest.json'), 'utf8')
    expect(parseManifest(manifest, 'whole')).toMatchObject({
      synthetic: true,
      name: 'whole',
      metrics: { test: { macroAuc: metrics.evaluations.test?.metrics.macroAuc } },
    })
  })

  it('killed in the middle of an epoch and resumed, gives the very same model', async () => {
    const killed = await train(['--run', 'killed'], /^epoch 2\/3 at 32 px: [2-9]\//m)
    expect(killed.code).toBeNull()
    const resumed = await train(['--run', 'killed', '--resume'])
    expect({ code: resumed.code }).toEqual({ code: 0 })
    expect(resumed.stderr).not.toMatch(/^epoch 1\/3/m)
    const tensors = async (run: string) =>
      (await loadCheckpoint(inFolder('data', 'runs', run, 'last.safetensors'))).tensors
    expect(await tensors('killed')).toEqual(await tensors('whole'))
    expect(await modelOf('killed')).toEqual(await modelOf('whole'))
    const measured = async (run: string) =>
      (await readMetrics(inFolder('data', 'results', run, 'metrics.json'))).evaluations
    expect(await measured('killed')).toEqual(await measured('whole'))
  })

  it('refuses to write over a run, and says how to go on with it', async () => {
    const { code, stderr } = await train(['--run', 'whole'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/already holds a run\n.*--resume/)
    expect(stderr).not.toMatch(/^ +at /m)
  })

  it('starts anew by force, and gives the same model and the same metrics file', async () => {
    const files = () =>
      Promise.all(
        ['metrics.json', 'predictions-val.csv'].map((name) =>
          readFile(inFolder('data', 'results', 'whole', name), 'utf8'),
        ),
      )
    const [model, before] = [await modelOf('whole'), await files()]
    const { code, stderr } = await train(['--run', 'whole', '--force', '--network', 'narrow'])
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    expect(await modelOf('whole')).toEqual(model)
    expect(await files()).toEqual(before)
    const noted = await readFile(inFolder('data', 'results', 'whole', 'environment.json'), 'utf8')
    const manifest = await readFile(inFolder('models', 'whole', 'manifest.json'), 'utf8')
    const { provenance } = parseManifest(manifest, 'whole')
    expect(JSON.parse(noted).train).toMatchObject({
      ...{ threads: 2, seed: 1, node: process.version },
      dataset: { sha256: provenance.dataSha256 },
    })
  })

  it('refuses another split than the one that is there, and says how to get it', async () => {
    const { code, stderr } = await train(['--run', 'other', '--set', 'split.seed=2'])
    expect(code).not.toBe(0)
    expect(stderr).toMatch(/the split of seed 1, the parameters name seed 2\n.*--seed 2 --force/)
  })

  it.each([
    ['half', 'is pruned, not trained'],
    ['wide', 'no network "wide"'],
  ])('refuses the network %s', async (network, message) => {
    const { code, stderr } = await train(['--network', network])
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(message) })
    expect(stderr).toContain('There are: narrow.')
  })
})
