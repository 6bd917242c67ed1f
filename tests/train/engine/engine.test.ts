import { describe, expect, it } from 'vitest'
import {
  type Architecture,
  efficientNetLite0Architecture,
  efficientNetV2B0Architecture,
  mobileNetV2Architecture,
} from '../../../src/nets/architecture.ts'
import { initializeParameters } from '../../../src/nets/initialize.ts'
import { createRandom } from '../../../src/random.ts'
import { detectBlockSize } from '../../../src/train/engine/block-size.ts'
import { createEvaluationEngine, createTrainingEngine } from '../../../src/train/engine/engine.ts'
import { createAdamw } from '../../../src/train/optimizer/adamw.ts'
import { adamwConfigSchema } from '../../../src/train/optimizer/config.ts'
import { assignParameters, learntParameters } from '../../../src/train/parameters.ts'
import { maxDifference } from '../../graph/run-graph.ts'

const CLASSES = 7
const options = {
  architecture: mobileNetV2Architecture(0.1),
  ...{ batch: 3, size: 32, classes: CLASSES, threads: 1 },
}
const loss = {
  labelSmoothing: 0.1,
  logitAdjustment: Array<number>(CLASSES).fill(0),
}

async function oneStep(block: number, architecture: Architecture = options.architecture) {
  const engine = await createTrainingEngine({ ...options, architecture, loss, block })
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
  const evaluation = await createEvaluationEngine({ ...options, architecture, block })
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

  it.each([
    ['a narrow MobileNetV2', mobileNetV2Architecture(0.1)],
    ['EfficientNet-Lite0, padded at the far side', efficientNetLite0Architecture()],
    ['EfficientNetV2-B0, with Swish, gates and dense convolutions', efficientNetV2B0Architecture()],
  ])('agrees with itself in the blocked layout of this processor: %s', async (_, architecture) => {
    const block = await detectBlockSize()
    const [plain, blocked] = [await oneStep(0, architecture), await oneStep(block, architecture)]
    expect(blocked.result.loss).toBeCloseTo(plain.result.loss, 4)
    for (const [name, gradient] of plain.result.gradients) {
      const other = blocked.result.gradients.get(name)!
      const scale = Math.max(maxDifference(gradient, new Float32Array(gradient.length)), 1e-3)
      expect(maxDifference(gradient, other) / scale).toBeLessThan(1e-2)
    }
  })
})

it.each(['folded', 'trained'] as const)(
  'a narrow EfficientNetV2-B0 learns one batch by heart, BatchNorm %s',
  async (batchNorm) => {
    const architecture = efficientNetV2B0Architecture(0.1, batchNorm)
    const engine = await createTrainingEngine({ ...options, architecture, size: 64, loss })
    const random = createRandom(5)
    const image = Float32Array.from({ length: 3 * 3 * 64 * 64 }, () => random.normal())
    const target = new Float32Array(3 * CLASSES)
    for (const [row, label] of [1, 4, 5].entries()) target[row * CLASSES + label] = 1
    const dropout = new Float32Array(3 * engine.embeddingChannels).fill(1)
    const parameters = initializeParameters(engine.parameters, 1)
    const learnt = learntParameters(parameters)
    const optimizer = createAdamw(adamwConfigSchema.parse({ kind: 'adamw' }), learnt, {
      decays: new Set(),
      learningRateFactors: new Map(),
    })
    const losses: number[] = []
    for (let step = 0; step < 30; step++) {
      const result = await engine.step(parameters, { image, target, dropout })
      losses.push(result.loss)
      optimizer.step(learnt, result.gradients, 0.005)
      assignParameters(parameters, result.statistics)
    }
    await engine.dispose()
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2)
  },
)

describe('detectBlockSize', () => {
  it('is a size that the lowering knows', async () => {
    expect([0, 8, 16]).toContain(await detectBlockSize())
  })
})
