import { describe, expect, it } from 'vitest'
import { selfTest } from '../../../src/classifier/browser/self-test.ts'
import type { ModelOutputs, Runtime } from '../../../src/classifier/runtime.ts'

const [SIZE, CLASSES, SIDE] = [16, 3, 2]
const BIAS = [0.5, -1, 2]

/** A model whose logits are the means of its maps and a bias, as in every bundle. */
function answer(images: Float32Array): ModelOutputs {
  const cam = Float32Array.from({ length: CLASSES * SIDE * SIDE }, (_, i) => {
    let sum = 0
    for (let at = i; at < images.length; at += i + 3) sum += images[at]! * Math.sin(at)
    return sum
  })
  const logits = Float32Array.from({ length: CLASSES }, (_, k) => {
    const map = cam.subarray(k * SIDE * SIDE, (k + 1) * SIDE * SIDE)
    return map.reduce((sum, value) => sum + value, 0) / map.length + BIAS[k]!
  })
  return { logits, cam, camSize: [SIDE, SIDE], embedding: new Float32Array(4) }
}

const runtime = (run: (images: Float32Array) => ModelOutputs): Runtime => ({
  run: async (images) => run(images),
  dispose: async () => {},
})

describe('the self-test', () => {
  it('passes a runtime that computes the model', async () => {
    await selfTest(runtime(answer), SIZE)
  })

  it.each<[string, (images: Float32Array) => ModelOutputs]>([
    ['always answers the same', () => answer(new Float32Array(3 * SIZE * SIZE))],
    [
      'answers with logits of its own',
      (x) => ({ ...answer(x), logits: answer(x).logits.map((v) => v * 1.1) }),
    ],
    [
      'answers with garbage',
      (x) => ({ ...answer(x), logits: answer(x).logits.map(() => Number.NaN) }),
    ],
    [
      'answers with maps of another picture',
      (x) => ({ ...answer(x), cam: answer(x.map((v) => v * v)).cam }),
    ],
  ])('refuses a runtime that %s', async (_, run) => {
    await expect(selfTest(runtime(run), SIZE)).rejects.toMatchObject({ code: 'model-failed' })
  })
})
