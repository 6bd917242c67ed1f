import { describe, expect, it } from 'vitest'
import { mobileNetV2Architecture } from '../../../src/nets/architecture.ts'
import { initializeParameters } from '../../../src/nets/initialize.ts'
import { createRandom } from '../../../src/random.ts'
import { detectBlockSize } from '../../../src/train/engine/block-size.ts'
import { createEvaluationEngine, createTrainingEngine } from '../../../src/train/engine/engine.ts'

const CLASSES = 7
const options = {
  architecture: mobileNetV2Architecture(0.1),
  ...{ batch: 3, size: 32, classes: CLASSES, threads: 1 },
}
const loss = {
  labelSmoothing: 0.1,
  classWeights: Array<number>(CLASSES).fill(1),
  logitAdjustment: Array<number>(CLASSES).fill(0),
}

async function oneStep(block: number) {
  const engine = await createTrainingEngine({ ...options, loss, block })
  const random = createRandom(3)
  const image = Float32Array.from({ length: 3 * 3 * 32 * 32 }, () => random.normal())
  const target = new Float32Array(3 * CLASSES)
  for (const [row, label] of [2, 0, 6].entries()) target[row * CLASSES + label] = 1
  const dropout = new Float32Array(3 * engine.embeddingChannels).fill(1)
  const parameters = initializeParameters(engine.parameters, 1)
  const result = await engine.step(parameters, { image, target, dropout })
  const lower = new Map(
    [...parameters].map(([name, values]) => {
      const gradient = result.gradients.get(name)!
      return [name, values.map((value, i) => value - 0.01 * gradient[i]!)] as const
    }),
  )
  const after = await engine.step(lower, { image, target, dropout })
  const evaluation = await createEvaluationEngine({ ...options, block })
  const logits = await evaluation.logits(parameters, image)
  await Promise.all([engine.dispose(), evaluation.dispose()])
  return { engine, parameters, result, after, logits }
}

describe('createTrainingEngine', () => {
  it('gives a gradient for every parameter, and the logits of the evaluation', async () => {
    const { engine, parameters, result, logits } = await oneStep(0)
    expect(result.loss).toBeGreaterThan(0)
    for (const { name } of engine.parameters) {
      const gradient = result.gradients.get(name)!
      expect(gradient).toHaveLength(parameters.get(name)!.length)
      expect(gradient.every(Number.isFinite)).toBe(true)
    }
    for (const [index, logit] of logits.entries()) {
      expect(logit).toBeCloseTo(result.logits[index]!, 4)
    }
  })

  it('has a smaller loss a step down its own gradient', async () => {
    const { result, after } = await oneStep(0)
    expect(after.loss).toBeLessThan(result.loss)
  })

  it('agrees with itself in the blocked layout of this processor', async () => {
    const block = await detectBlockSize()
    const [plain, blocked] = [await oneStep(0), await oneStep(block)]
    expect(blocked.result.loss).toBeCloseTo(plain.result.loss, 4)
    for (const [name, gradient] of plain.result.gradients) {
      const other = blocked.result.gradients.get(name)!
      const scale = Math.max(...gradient.map(Math.abs), 1e-3)
      const difference = Math.max(...gradient.map((value, i) => Math.abs(value - other[i]!)))
      expect(difference / scale).toBeLessThan(1e-2)
    }
  })
})

describe('detectBlockSize', () => {
  it('is a size that the lowering knows', async () => {
    expect([0, 8, 16]).toContain(await detectBlockSize())
  })
})
