import { describe, expect, it } from 'vitest'
import type { ModelOutputs, Runtime } from '../../src/classifier/runtime.ts'
import { withSymmetricViews } from '../../src/classifier/views.ts'

const SIZE = 8
const SIDE = 4
const random = (i: number) => Math.sin(i * 12.9898) * 2

const image = Float32Array.from({ length: 3 * SIZE * SIZE }, (_, i) => random(i))

/** Red in blocks of two by two as the map of class 0, and a map that looks at the upper left only as class 1. */
function answer(pixels: Float32Array): ModelOutputs {
  const cam = new Float32Array(2 * SIDE * SIDE)
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const block = [0, 1, SIZE, SIZE + 1].map((step) => pixels[2 * y * SIZE + 2 * x + step]!)
      cam[y * SIDE + x] = block.reduce((a, b) => a + b)
    }
  }
  cam[SIDE * SIDE] = pixels[0]! * 16
  const mean = (k: number) =>
    cam.subarray(k * SIDE * SIDE, (k + 1) * SIDE * SIDE).reduce((a, b) => a + b) / SIDE ** 2
  return {
    logits: Float32Array.of(mean(0), mean(1)),
    cam,
    camSize: [SIDE, SIDE],
    embedding: Float32Array.of(pixels[0]!),
  }
}

const runtime: Runtime = {
  run: async (pixels) => answer(pixels),
  dispose: async () => {},
}

const corners = [0, SIZE - 1, SIZE * (SIZE - 1), SIZE * SIZE - 1].map((at) => image[at]!)
const meanCorner = corners.reduce((a, b) => a + b) / 4

describe('eight views of a picture', () => {
  it('change nothing where the model does not care how a picture is turned', async () => {
    const { logits, cam } = await withSymmetricViews(runtime, SIZE).run(image, 1)
    const plain = answer(image)
    expect(logits[0]).toBeCloseTo(plain.logits[0]!, 5)
    for (let i = 0; i < SIDE * SIDE; i++) expect(cam[i]).toBeCloseTo(plain.cam[i]!, 5)
  })

  it('show every corner to a model that looks at one only, and put its map back', async () => {
    const { logits, cam, embedding } = await withSymmetricViews(runtime, SIZE).run(image, 1)
    expect(embedding[0]).toBeCloseTo(meanCorner, 5)
    expect(logits[1]).toBeCloseTo(meanCorner, 5)
    const at = [0, SIDE - 1, SIDE * (SIDE - 1), SIDE * SIDE - 1]
    at.forEach((place, i) => {
      expect(cam[SIDE * SIDE + place]).toBeCloseTo((corners[i]! * 16) / 4, 4)
    })
  })

  it('keep the mean of a map the logit', async () => {
    const { logits, cam } = await withSymmetricViews(runtime, SIZE).run(image, 1)
    for (const k of [0, 1]) {
      const map = cam.subarray(k * SIDE * SIDE, (k + 1) * SIDE * SIDE)
      expect(map.reduce((a, b) => a + b) / map.length).toBeCloseTo(logits[k]!, 5)
    }
  })

  it('take several pictures', async () => {
    const views = withSymmetricViews(runtime, SIZE)
    const both = Float32Array.from([...image, ...image.map((value) => -value)])
    const { logits } = await views.run(both, 2)
    const alone = await views.run(both.slice(image.length), 1)
    expect([...logits.subarray(2)]).toEqual([...alone.logits])
  })
})
