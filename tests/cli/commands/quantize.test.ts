import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadClassifier } from '../../../src/classifier/node/index.ts'
import { loadBundle, loadManifest } from '../../../src/classifier/node/load-bundle.ts'
import { registerQuantize } from '../../../src/cli/commands/quantize.ts'
import { RANGE_METHODS } from '../../../src/compress/quantize/ranges.ts'
import { createSplit, splitPath } from '../../../src/dataset/split-file.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import type { Dataset } from '../../../src/dataset/types.ts'
import { addModelFile } from '../../../src/export/model-file.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import { writeOnnx } from '../../../src/graph/onnx/write.ts'
import { readQuantization } from '../../../src/report/quantization-file.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()
let dataset: Dataset

const quantize = (bundle: string, ...args: string[]) => {
  const shared = ['--bundle', bundle, '--data', 'lesions', '--images', '12']
  return runCommand(registerQuantize, 'quantize', ...shared, ...args)
}

beforeAll(async () => {
  process.chdir(folder)
  dataset = await writeSyntheticDataset('lesions', { imagesPerClass: 8, width: 96, height: 72 })
  await writeTinyBundle('tiny')
})

afterAll(() => process.chdir(home))

describe('dermalite quantize', () => {
  it('adds an int8 model to a bundle, and says what it costs', async () => {
    const float = await loadBundle('tiny')
    const { error, stdout, stderr } = await quantize('tiny')
    expect(error).toBeUndefined()
    expect(stderr).toMatch(/^calibrating: 36\/36 images/m)
    expect(stderr).toMatch(/^measuring noise: 12\/12 images/m)
    for (const method of RANGE_METHODS) expect(stdout).toContain(method)
    expect(stdout).toContain('<- taken')
    expect(stdout).toMatch(/balanced accuracy +0\.\d{4} +0\.\d{4} +-?0\.\d{4} +\[/)

    const int8 = await loadBundle('tiny', 'int8')
    expect(int8.model.byteLength).toBeLessThan(0.4 * float.model.byteLength)
    expect((await loadBundle('tiny', 'float32')).model).toEqual(float.model)
    expect((await loadBundle('tiny')).file).toEqual(int8.file)
    const file = await readQuantization(join('data', 'results', 'tiny', 'quantization.json'))
    expect(file.files.int8.sha256).toBe(int8.file.sha256)
    expect(file.candidates).toHaveLength(RANGE_METHODS.length)
    expect(file).toMatchObject({
      ...{ calibrationImages: 12, synthetic: true, equalized: true, biasCorrected: true },
    })
    const split = JSON.parse(await readFile(splitPath(dataset), 'utf8'))
    expect(file.validation.images).toBe(split.val.length)

    const classifier = await loadClassifier({ bundle: 'tiny' })
    expect(classifier.model.precision).toBe('int8')
    const answer = await classifier.classify(dataset.samples[0]!.path)
    expect(Object.values(answer.probabilities).reduce((a, b) => a + b)).toBeCloseTo(1)
    await classifier.dispose()
  })

  it('takes one method and the passes that it is told, and prints JSON alone', async () => {
    const passes = ['--no-equalize', '--no-correct-bias']
    const { exitCode, stdout } = await quantize('tiny', '--method', 'mse', ...passes, '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ method: 'mse', equalized: false, biasCorrected: false, candidates: [{ method: 'mse' }] },
    })
  })

  it('trains through 8 bits, goes on after it was stopped, and takes only the same run up again', async () => {
    await writeTinyBundle('trained')
    const shared = ['--method', 'mse', '--qat', '--threads', '1', '--results', 'qat-results']
    const epochs = ['--epochs', '2', '--learning-rate', '0.001']
    const manifest = await loadManifest('trained')
    const config = { batchSize: 8, augment: { blur: 0 } }
    const provenance = { ...manifest.provenance, config }
    await writeFile(
      join('trained', 'manifest.json'),
      JSON.stringify({ ...manifest, name: 'trained', provenance }),
    )
    const { error, stdout, stderr } = await quantize('trained', ...shared, ...epochs)
    expect(error).toBeUndefined()
    expect(stderr).toMatch(/^epoch 2\/2: train loss/m)
    expect(stdout).toMatch(/trained through 8 bits: the weights of epoch [12] of 2/)
    const first = await loadBundle('trained', 'int8')
    const file = await readQuantization(join('qat-results', 'trained', 'quantization.json'))
    expect(file).toMatchObject({ method: 'mse', training: { epochs: 2, learningRate: 0.001 } })
    expect(file.files.int8.sha256).toBe(first.file.sha256)

    const again = (...args: string[]) => quantize('trained', ...shared, ...args)
    expect((await again(...epochs)).error).toMatchObject({ code: 'bad-argument' })
    expect((await again(...epochs, '--resume')).error).toBeUndefined()
    expect((await loadBundle('trained', 'int8')).file.sha256).toBe(first.file.sha256)
    for (const other of [['--no-equalize'], ['--learning-rate', '0.002']]) {
      expect((await again(...epochs, '--resume', ...other)).error).toMatchObject({
        code: 'checkpoint-mismatch',
      })
    }
    await createSplit(splitPath(dataset), dataset, { seed: 2, force: true })
    expect((await again(...epochs, '--resume')).error).toMatchObject({
      code: 'checkpoint-mismatch',
      message: expect.stringContaining('another split'),
    })
  })

  it('refuses a damaged model, a foreign one, and one that is quantized already', async () => {
    const quantized = await loadBundle('tiny', 'int8')
    await writeTinyBundle('other')
    await writeFile(join('other', 'model.onnx'), 'no model')
    expect((await quantize('other')).error).toMatchObject({
      code: 'bundle-invalid',
      message: expect.stringContaining('model.onnx is not the file that the manifest'),
    })

    const kind = { path: 'model.onnx', format: 'onnx', precision: 'float32' } as const
    const builder = createBuilder()
    builder.output(builder.node('Relu', [builder.input('image', 'float32', [1, 3, 64, 64])]))
    await addModelFile('other', kind, writeOnnx(builder.finish('foreign')))
    expect((await quantize('other')).error).toMatchObject({
      code: 'graph-invalid',
      message: expect.stringContaining('no convolution that makes the output "cam"'),
    })

    await addModelFile('other', kind, quantized.model)
    expect((await quantize('other')).error).toMatchObject({
      code: 'graph-invalid',
      message: expect.stringContaining('no float32 convolution before its head'),
    })
    expect((await loadManifest('other')).files).toHaveLength(1)
  })
})
