import { describe, expect, it } from 'vitest'
import { loadBundle } from '../../../src/classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../../../src/classifier/node/onnx-runtime.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import { writeOnnx } from '../../../src/graph/onnx/write.ts'
import { createRandom } from '../../../src/random.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { TINY_SIZE, writeTinyBundle } from '../../tiny-bundle.ts'

const folder = temporaryFolder()
const options = { size: TINY_SIZE, threads: 1 }

/** A model of another kind: image in, `doubled` out. */
function foreignModel(): Uint8Array {
  const builder = createBuilder()
  const image = builder.input('image', 'float32', ['N', 3, 8, 8])
  builder.output(builder.node('Add', [image, image], {}, { outputs: ['doubled'] }))
  return writeOnnx(builder.finish('foreign'))
}

async function tinyRuntime() {
  await writeTinyBundle(folder)
  return createOnnxRuntime((await loadBundle(folder)).model, options)
}

describe('createOnnxRuntime', () => {
  it('gives what a bundle promises, for each of several images', async () => {
    const runtime = await tinyRuntime()
    const random = createRandom(5)
    const length = 3 * TINY_SIZE * TINY_SIZE
    const images = Float32Array.from({ length: 2 * length }, () => random.normal())
    const both = await runtime.run(images, 2)
    expect([both.logits.length, both.cam.length, both.camSize]).toEqual([14, 56, [2, 2]])
    expect(both.embedding).toHaveLength(2 * 1280)
    const second = await runtime.run(images.slice(length), 1)
    second.logits.forEach((logit, k) => {
      expect(both.logits[7 + k]).toBeCloseTo(logit, 4)
    })
    await runtime.dispose()
  })

  it('names an input of the wrong shape', async () => {
    const runtime = await tinyRuntime()
    await expect(runtime.run(new Float32Array(12), 1)).rejects.toMatchObject({
      code: 'model-failed',
      message: expect.stringContaining('the model did not run'),
    })
    await runtime.dispose()
  })

  it('refuses a model with other outputs', async () => {
    await expect(createOnnxRuntime(foreignModel(), options)).rejects.toMatchObject({
      code: 'bundle-invalid',
      message: 'the model cannot be used: it takes image and gives doubled',
    })
  })

  it('refuses bytes that are no model', async () => {
    await expect(createOnnxRuntime(new Uint8Array(100).fill(9), options)).rejects.toMatchObject({
      code: 'bundle-invalid',
      message: expect.stringContaining('ONNX Runtime refuses it'),
    })
  })
})
