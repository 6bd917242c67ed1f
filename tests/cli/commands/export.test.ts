import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadBundle, loadManifest } from '../../../src/classifier/node/load-bundle.ts'
import { addModelFile } from '../../../src/export/model-file.ts'
import { checkTflite } from '../../../src/export/tflite/check.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import { readOnnx } from '../../../src/graph/onnx/read.ts'
import { writeOnnx } from '../../../src/graph/onnx/write.ts'
import { quantizedNet } from '../../export/tflite/quantized-net.ts'
import { PROCESS_TIMEOUT, runScript } from '../../run-script.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'

const folder = temporaryFolder()
const FLOAT = { path: 'model.onnx', format: 'onnx', precision: 'float32' } as const
const INT8 = { path: 'model.int8.onnx', format: 'onnx', precision: 'int8' } as const

const exportModel = (bundle: string, ...args: string[]) =>
  runScript('src/cli/main.ts', ['export', '--bundle', bundle, ...args], folder)

beforeAll(() => writeTinyBundle(join(folder, 'tiny')), PROCESS_TIMEOUT)

describe('dermalite export --format tflite', { timeout: PROCESS_TIMEOUT }, () => {
  it('adds the float model and the int8 model to the bundle', async () => {
    const bundle = join(folder, 'tiny')
    const before = await loadBundle(bundle)
    const float = await exportModel('tiny', '--format', 'tflite')
    expect(float).toMatchObject({ code: 0, stderr: '' })
    expect(float.stdout).toMatch(
      /^tiny.model\.tflite: float32, \d\.\d\d MB, SHA-256 [0-9a-f]{12}…\n$/,
    )
    const int8 = writeOnnx(await quantizedNet(readOnnx(before.model).graph))
    await addModelFile(bundle, INT8, int8)
    const json = await exportModel('tiny', '--format', 'tflite', '--json')
    expect(json).toMatchObject({ code: 0, stderr: '' })

    const { files } = await loadManifest(bundle)
    expect(files.map(({ path, format, precision }) => [path, format, precision])).toEqual([
      ['model.onnx', 'onnx', 'float32'],
      ['model.tflite', 'tflite', 'float32'],
      ['model.int8.onnx', 'onnx', 'int8'],
      ['model.int8.tflite', 'tflite', 'int8'],
    ])
    expect(JSON.parse(json.stdout)).toEqual(files[3])
    for (const { path, bytes } of files.filter(({ format }) => format === 'tflite')) {
      const content = await readFile(join(bundle, path))
      expect(content.length).toBe(bytes)
      checkTflite(content)
    }
    expect(files[3]!.bytes).toBeLessThan(0.5 * files[1]!.bytes)
    expect((await loadBundle(bundle, 'float32')).model).toEqual(before.model)
  })

  it('refuses a damaged model and a foreign one, and leaves the bundle as it is', async () => {
    const bundle = join(folder, 'broken')
    await writeTinyBundle(bundle)
    const builder = createBuilder()
    builder.output(builder.node('Relu', [builder.input('image', 'float32', [1, 3, 64, 64])]))
    await addModelFile(bundle, FLOAT, writeOnnx(builder.finish('foreign')))
    const foreign = await exportModel('broken', '--format', 'tflite')
    expect(foreign.code).toBe(1)
    expect(foreign.stderr).toMatch(/^error: .*where a bundle's model has image.*\n hint: .*\n$/)

    await writeFile(join(bundle, 'model.onnx'), 'no model')
    const damaged = await exportModel('broken', '--format', 'tflite')
    expect(damaged.code).toBe(1)
    expect(damaged.stderr).toMatch(/^error: .*model\.onnx is not the file that the manifest/)
    expect((await readdir(bundle)).sort()).toEqual(['manifest.json', 'model.onnx'])
  })
})
