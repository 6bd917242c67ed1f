import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { loadClassifier } from '../../../src/classifier/node/index.ts'
import { loadBundle, loadManifest } from '../../../src/classifier/node/load-bundle.ts'
import { registerEvaluate } from '../../../src/cli/commands/evaluate.ts'
import { registerPrune } from '../../../src/cli/commands/prune.ts'
import { registerQuantize } from '../../../src/cli/commands/quantize.ts'
import { createSplit, splitPath } from '../../../src/dataset/split-file.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import type { Dataset } from '../../../src/dataset/types.ts'
import { addModelFile } from '../../../src/export/model-file.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import { countMacs, countParameters } from '../../../src/graph/cost.ts'
import { readOnnx } from '../../../src/graph/onnx/read.ts'
import { writeOnnx } from '../../../src/graph/onnx/write.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { readPruning } from '../pruning/fixtures.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()
let dataset: Dataset

const QUICK = ['--batches', '2', '--multiple', '8', '--threads', '2', '--set', 'train.batchSize=4']
const prune = (bundle: string, out: string, ...args: string[]) =>
  runCommand(
    registerPrune,
    'prune',
    ...['--bundle', bundle, '--out', out, '--data', 'lesions', ...QUICK, ...args],
  )

const graphOf = async (bundle: string) =>
  readOnnx((await loadBundle(bundle, 'float32')).model).graph

beforeAll(async () => {
  process.chdir(folder)
  dataset = await writeSyntheticDataset('lesions', { imagesPerClass: 4, width: 96, height: 72 })
  await writeTinyBundle('tiny')
})

afterAll(() => process.chdir(home))

describe('dermalite prune', () => {
  const STEPS = [
    '--keep-macs',
    '0.7',
    '--steps',
    '2',
    '--fine-tune-epochs',
    '1',
    '--final-epochs',
    '1',
    '--size',
    '32',
  ]

  it('lets the smaller network learn from the whole one', async () => {
    const last = ['--keep-macs', '0.8', '--steps', '1', '--final-epochs', '1']
    const [teacher, nowhere] = ['tiny', 'nowhere'].map(
      (name) => `train.distillation.teachers=[{ bundle: ${name} }]`,
    ) as [string, string]
    const taught = await prune('tiny', 'taught', ...last, '--set', teacher)
    expect(taught.error).toBeUndefined()
    const { manifest } = await loadBundle('taught')
    expect(manifest.provenance.config).toMatchObject({
      distillation: { teachers: [{ bundle: 'tiny' }], weight: 0.5 },
    })
    const missing = await prune('tiny', 'untaught', ...last, '--set', nowhere)
    expect(missing.error).toMatchObject({ code: 'bundle-not-found' })
  })

  it('makes a smaller bundle in steps, and says what that costs', async () => {
    const { error, stdout, stderr } = await prune('tiny', 'small', ...STEPS)
    expect(error).toBeUndefined()
    expect(stderr).toMatch(/^scoring channels: 2\/2 batches/m)
    expect(stderr).toMatch(/^step 1\/2: .* million multiply-accumulates/m)
    expect(stdout).toContain('blocks.3.expand')

    const [before, after] = await Promise.all([graphOf('tiny'), graphOf('small')])
    expect(countMacs(after) / countMacs(before)).toBeLessThanOrEqual(0.7)
    expect(countMacs(after) / countMacs(before)).toBeGreaterThan(0.6)
    const [float, smaller] = await Promise.all([loadBundle('tiny'), loadBundle('small')])
    expect(smaller.model.byteLength).toBeLessThan(0.95 * float.model.byteLength)

    const file = await readPruning(join('data', 'results', 'small', 'pruning.json'))
    expect(file.steps.map(({ before, after }) => [before.size, after?.size])).toEqual([
      [32, 32],
      [64, 64],
    ])
    const last = file.steps[1]!
    expect(last).toMatchObject({ macs: countMacs(after), parameters: countParameters(after) })
    expect(file.steps[0]!.macs).toBeGreaterThan(last.macs)
    expect(file.parent).toMatchObject({
      name: 'tiny',
      sha256: float.file.sha256,
      macs: countMacs(before),
    })

    const { provenance, metrics, input } = await loadManifest('small')
    expect(provenance.pruning).toEqual({
      parent: { name: 'tiny', sha256: float.file.sha256 },
      ...{ criterion: 'taylor', keepMacs: 0.7, macs: last.macs, parameters: last.parameters },
      unpruned: { macs: countMacs(before), parameters: countParameters(before) },
    })
    expect(provenance.config).toMatchObject({ phases: [{ size: 64, epochs: 1 }], batchSize: 4 })
    expect(Object.keys(metrics)).toEqual(['val'])
    expect(input.size).toBe(64)
  })

  it('makes a bundle that classifies, is evaluated and is quantized like any other', async () => {
    const classifier = await loadClassifier({ bundle: 'small' })
    const answer = await classifier.classify(dataset.samples[0]!.path)
    expect(Object.values(answer.probabilities).reduce((a, b) => a + b)).toBeCloseTo(1)
    await classifier.dispose()

    const shared = ['--bundle', 'small', '--data', 'lesions']
    expect(
      (await runCommand(registerEvaluate, 'evaluate', ...shared, '--split', 'val')).error,
    ).toBeUndefined()
    const quantized = await runCommand(
      registerQuantize,
      'quantize',
      ...shared,
      '--images',
      '4',
      '--method',
      'mse',
    )
    expect(quantized.error).toBeUndefined()
    const both = ['--precision', 'float32', 'int8', '--no-figures', '--json']
    const measured = await runCommand(registerEvaluate, 'evaluate', ...shared, ...both)
    const lines = measured.stdout.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).run)).toEqual(['small', 'small-int8'])
    const drawn = await readdir(join('data', 'results', 'small-int8'))
    expect(drawn.filter((name) => /svg|png/.test(name))).toEqual([])
    expect((await loadManifest('small')).files.map(({ precision }) => precision)).toEqual([
      'float32',
      'int8',
    ])
  })

  it('gives the same weights when it was stopped and resumed', async () => {
    const runs = join('data', 'runs')
    await cp(join(runs, 'small', 'step-1.onnx'), join(runs, 'again', 'step-1.onnx'))
    await cp(join(runs, 'small', 'step-1'), join(runs, 'again', 'step-1'), { recursive: true })
    const resumed = await prune('tiny', 'again', ...STEPS, '--resume')
    expect(resumed.error).toBeUndefined()
    expect(resumed.stderr).toMatch(/^step 2\/2/m)
    expect(resumed.stderr.match(/^scoring channels: 2\/2/gm)).toHaveLength(1)
    expect((await loadBundle('again', 'float32')).model).toEqual(
      (await loadBundle('small', 'float32')).model,
    )
  })

  it('does not go on with other settings, nor over another run', async () => {
    expect((await prune('tiny', 'small', ...STEPS)).error).toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining('already holds a run'),
    })
    const other = await prune('tiny', 'small', ...STEPS, '--keep-macs', '0.6', '--resume')
    expect(other.error).toMatchObject({
      code: 'checkpoint-mismatch',
      message: expect.stringContaining('keepMacs: 0.7 -> 0.6'),
    })
  })

  it('says which split it was trained by, and does not go on with another', async () => {
    const replaceSplit = (seed: number) =>
      createSplit(splitPath(dataset), dataset, { seed, force: true })
    await replaceSplit(2)
    const resumed = await prune('tiny', 'small', ...STEPS, '--resume')
    expect(resumed.error).toMatchObject({
      code: 'checkpoint-mismatch',
      message: expect.stringContaining('another split'),
    })
    const oneShot = ['--steps', '1', '--final-epochs', '0', '--criterion', 'magnitude']
    const other = await prune('tiny', 'other-sides', '--keep-macs', '0.8', ...oneShot)
    expect(other.error).toBeUndefined()
    expect((await loadManifest('other-sides')).provenance.split.seed).toBe(2)
    await replaceSplit(1)
  })

  it('counts the budget of a pruned bundle from the network before any pruning', async () => {
    const oneShot = ['--steps', '1', '--final-epochs', '0', '--criterion', 'magnitude', '--json']
    const { stdout, error } = await prune('small', 'smaller', '--keep-macs', '0.6', ...oneShot)
    expect(error).toBeUndefined()
    const unpruned = countMacs(await graphOf('tiny'))
    const { steps } = JSON.parse(stdout)
    expect(steps).toMatchObject([{ after: null }])
    expect(steps[0].macs).toBeLessThanOrEqual(0.6 * unpruned)
    expect(countMacs(await graphOf('smaller'))).toBe(steps[0].macs)
    expect((await loadManifest('smaller')).provenance.pruning).toMatchObject({
      ...{ criterion: 'magnitude', keepMacs: 0.6, unpruned: { macs: unpruned } },
    })
    expect((await prune('small', 'larger', '--keep-macs', '0.9', ...oneShot)).error).toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining('nothing to remove'),
    })
  })

  it('refuses a damaged model and a foreign one', async () => {
    await writeTinyBundle('other')
    await writeFile(join('other', 'model.onnx'), 'no model')
    expect((await prune('other', 'out', ...STEPS)).error).toMatchObject({
      code: 'bundle-invalid',
      message: expect.stringContaining('model.onnx is not the file that the manifest'),
    })

    const kind = { path: 'model.onnx', format: 'onnx', precision: 'float32' } as const
    const builder = createBuilder()
    builder.output(builder.node('Relu', [builder.input('image', 'float32', [1, 3, 64, 64])]))
    await addModelFile('other', kind, writeOnnx(builder.finish('foreign')))
    expect((await prune('other', 'out', ...STEPS)).error).toMatchObject({
      code: 'graph-invalid',
      message: expect.stringContaining('no convolution that makes the output "cam"'),
    })

    const tiny = await graphOf('tiny')
    const renamed = (name: string) => (name === 'classifier.bias' ? 'offset' : name)
    const foreign = {
      ...tiny,
      nodes: tiny.nodes.map((node) => ({ ...node, inputs: node.inputs.map(renamed) })),
      initializers: new Map(
        [...tiny.initializers].map(([name, tensor]) => [renamed(name), tensor]),
      ),
    }
    await addModelFile('other', kind, writeOnnx(foreign))
    expect((await prune('other', 'out', ...STEPS)).error).toMatchObject({
      code: 'graph-invalid',
      message: expect.stringContaining('"classifier.bias" of shape [7]'),
    })

    await writeTinyBundle('other')
    const manifest = JSON.parse(await readFile(join('other', 'manifest.json'), 'utf8'))
    manifest.provenance.config = { architecture: 'something-else' }
    await writeFile(join('other', 'manifest.json'), JSON.stringify(manifest))
    expect((await prune('other', 'out', ...STEPS)).error).toMatchObject({
      code: 'bundle-invalid',
      message: expect.stringContaining('does not say how it was trained'),
    })
  })

  it('makes a network of the parameters by all of its rounds, and again the same by force', async () => {
    await cp('tiny', join('models', 'parent'), { recursive: true })
    const rounds = [
      { name: 'between', keepMacs: 0.9, finalEpochs: 0 },
      { keepMacs: 0.8, finalEpochs: 0 },
    ]
    const prune = { batches: 1, multiple: 8, steps: 1 }
    const params = { prune, networks: { slim: { parent: 'parent', rounds } } }
    await writeFile('params.yaml', stringify(params))
    const make = (...args: string[]) =>
      runCommand(registerPrune, 'prune', '--network', 'slim', '--data', 'lesions', ...args)

    expect((await make()).error).toBeUndefined()
    const file = await readPruning(join('data', 'results', 'slim', 'pruning.json'))
    const between = await readPruning(join('data', 'results', 'between', 'pruning.json'))
    expect([between, file].map(({ parent, keepMacs }) => [parent.name, keepMacs])).toEqual([
      ['tiny', 0.9],
      ['between', 0.8],
    ])
    const graph = await graphOf(join('models', 'slim'))
    expect(countMacs(graph) / countMacs(await graphOf('tiny'))).toBeLessThanOrEqual(0.8)

    expect((await make()).error).toMatchObject({ hint: expect.stringContaining('--force') })
    const { error, stdout } = await make('--force', '--json')
    expect(error).toBeUndefined()
    expect(stdout.match(/^\{.*\}$/gm)).toHaveLength(rounds.length)
    expect(await readPruning(join('data', 'results', 'slim', 'pruning.json'))).toEqual(file)
    expect((await make('--keep-macs', '0.5')).error).toMatchObject({ code: 'bad-argument' })
    await rm('params.yaml')
  })
})
