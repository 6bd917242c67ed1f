import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inferenceGraph } from '../../src/export/inference-graph.ts'
import { writeTflite } from '../../src/export/tflite/write.ts'
import type { Graph } from '../../src/graph/graph.ts'
import { createRandom } from '../../src/random.ts'
import { channelsLast } from '../export/tflite/parity.ts'
import { openExactly, quantizedNet } from '../export/tflite/quantized-net.ts'
import { operand } from '../graph/gradient-check.ts'
import { maxDifference } from '../graph/run-graph.ts'
import { randomNet } from '../nets/random-net.ts'
import { CHROMIUM, openPage } from './chromium.ts'

type Answers = {
  readonly answers: readonly Readonly<Record<string, readonly number[]>>[]
  readonly isFullyAccelerated: boolean
}

declare global {
  interface Window {
    runModel(path: string, shape: readonly number[], images: readonly number[][]): Promise<Answers>
  }
}

const [size, classes] = [64, 7]
const random = createRandom(3)
const images = Array.from({ length: 4 }, () => operand(random, [1, 3, size, size]))

/** What ONNX Runtime answers to each image. */
async function answersOf(graph: Graph) {
  const session = await openExactly(graph)
  const answers = []
  for (const image of images) answers.push(await session.run({ dtype: 'float32', ...image }))
  await session.dispose()
  return answers
}

const missing = CHROMIUM ? '' : ' (skipped: no Chromium at $CHROMIUM or /usr/bin/chromium)'

describe.skipIf(CHROMIUM === undefined)(`LiteRT.js in Chromium${missing}`, () => {
  const float = inferenceGraph({ ...randomNet({ size, classes, seed: 1 }), size, classes })
  let int8: Graph
  let page: Page

  beforeAll(async () => {
    int8 = await quantizedNet(float)
    page = await openPage('tests/browser/litert.html', {
      '/float32.tflite': writeTflite(float),
      '/int8.tflite': writeTflite(int8),
    })
    await page.waitForFunction(() => 'runModel' in window)
  })

  afterAll(() => page.context().browser()?.close())

  it.each([
    ['float32', () => float, 1e-4],
    ['int8', () => int8, 0.05],
  ])('answers the %s model as ONNX Runtime, all of it by XNNPACK', async (name, graph, most) => {
    const inputs = images.map((image) => [...channelsLast(image).data])
    const { answers, isFullyAccelerated } = await page.evaluate(
      ([path, shape, data]) => window.runModel(path, shape, data),
      [`/${name}.tflite`, [1, size, size, 3], inputs] as const,
    )
    expect(isFullyAccelerated).toBe(true)
    for (const [i, expected] of (await answersOf(graph())).entries()) {
      expect(Object.keys(answers[i]!)).toEqual(['logits', 'cam', 'embedding'])
      for (const [output, { shape, data }] of expected) {
        const wanted = channelsLast({ shape, data: data as Float32Array }).data
        const largest = wanted.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
        const difference = maxDifference(Float32Array.from(answers[i]![output]!), wanted)
        expect(difference / largest).toBeLessThan(most)
      }
    }
  })
})
