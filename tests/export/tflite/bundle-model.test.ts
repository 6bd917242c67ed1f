import { beforeAll, describe, expect, it } from 'vitest'
import type { LoadedBundle } from '../../../src/classifier/node/load-bundle.ts'
import { loadBundle } from '../../../src/classifier/node/load-bundle.ts'
import { METADATA_NAME, tfliteOfBundle } from '../../../src/export/tflite/bundle-model.ts'
import { checkTflite } from '../../../src/export/tflite/check.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'
import { maxDifference, runModel } from '../../graph/run-graph.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { TINY_SIZE, writeTinyBundle } from '../../tiny-bundle.ts'
import { runTflite } from './litert.ts'
import { channelsLast } from './parity.ts'

const folder = temporaryFolder()
let bundle: LoadedBundle

beforeAll(async () => {
  await writeTinyBundle(folder)
  bundle = await loadBundle(folder)
})

describe('tfliteOfBundle', () => {
  it('answers as the model of the bundle', async () => {
    const { model, manifest } = bundle
    const image = operand(createRandom(1), [1, 3, TINY_SIZE, TINY_SIZE])
    const expected = await runModel(model, { image })
    const file = tfliteOfBundle(model, manifest)
    const { outputs, fullyAccelerated } = await runTflite(file, { image: channelsLast(image) })
    expect(Object.keys(outputs)).toEqual(['logits', 'cam', 'embedding'])
    for (const [name, output] of Object.entries(outputs)) {
      expect(maxDifference(output.data, channelsLast(expected[name]!).data)).toBeLessThan(1e-4)
    }
    expect(fullyAccelerated).toBe(true)
  })

  it('says in the file what the classes are and how to prepare an image', () => {
    const { model, manifest } = bundle
    const { metadata, buffers } = checkTflite(tfliteOfBundle(model, manifest))
    expect(metadata.map(({ name }) => name)).toEqual([METADATA_NAME])
    const text = new TextDecoder().decode(buffers[metadata[0]!.buffer]!.data)
    const { classes, input, licence, temperature } = manifest
    expect(JSON.parse(text)).toMatchObject({
      ...{ classes, licence, temperature },
      input: { ...input, colour: 'RGB', layout: 'NHWC' },
      notice: expect.stringContaining('not a medical device'),
    })
  })

  it('refuses a model that is not of the bundle: other classes, another size, or no model', () => {
    const { model, manifest } = bundle
    const invalid = expect.objectContaining({ code: 'graph-invalid' })
    const others = { ...manifest, classes: ['a', 'b'] }
    const larger = { ...manifest, input: { ...manifest.input, size: 2 * TINY_SIZE } }
    expect(() => tfliteOfBundle(model, others)).toThrow(invalid)
    expect(() => tfliteOfBundle(model, others)).toThrow(/logits \[N,7\].* logits \[N,2\]/)
    expect(() => tfliteOfBundle(model, larger)).toThrow(
      /image \[N,3,64,64\].* image \[N,3,128,128\]/,
    )
    expect(() => tfliteOfBundle(model.subarray(0, 1000), manifest)).toThrow(invalid)
  })
})
