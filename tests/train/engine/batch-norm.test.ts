import { describe, expect, it } from 'vitest'
import { inferenceGraph } from '../../../src/export/inference-graph.ts'
import { mobileNetV2Architecture } from '../../../src/nets/architecture.ts'
import { initializeParameters } from '../../../src/nets/initialize.ts'
import { isStatistic } from '../../../src/nets/parameter.ts'
import { createRandom } from '../../../src/random.ts'
import { detectBlockSize } from '../../../src/train/engine/block-size.ts'
import { createEvaluationEngine, createTrainingEngine } from '../../../src/train/engine/engine.ts'
import { maxDifference, runGraph } from '../../graph/run-graph.ts'

const CLASSES = 7
const [batch, size, momentum] = [6, 64, 0.25]
const options = {
  architecture: mobileNetV2Architecture(0.35, { batchNorm: 'trained' }),
  ...{ batch, size, classes: CLASSES, threads: 1 },
}
const loss = {
  labelSmoothing: 0.1,
  logitAdjustment: Array<number>(CLASSES).fill(0),
}
const block = await detectBlockSize()

const largest = (values: Float32Array) => maxDifference(values, new Float32Array(values.length))

/** The same images again and again, the statistics moving towards theirs. */
async function steps(layout: number, count: number) {
  const engine = await createTrainingEngine({
    ...{ ...options, loss, block: layout },
    batchNormMomentum: momentum,
  })
  const random = createRandom(3)
  const image = Float32Array.from({ length: batch * 3 * size * size }, () => random.normal())
  const target = new Float32Array(batch * CLASSES)
  for (let row = 0; row < batch; row++) target[row * CLASSES + (row % CLASSES)] = 1
  const dropout = new Float32Array(batch * engine.embeddingChannels).fill(1)
  const parameters = initializeParameters(engine.parameters, 1)
  const inputs = { image, target, dropout }
  let result = await engine.step(parameters, inputs)
  const first = result
  for (let step = 1; step < count; step++) {
    for (const [name, values] of result.statistics) parameters.set(name, values.slice())
    result = await engine.step(parameters, inputs)
  }
  await engine.dispose()
  return { parameters, image, first, last: result }
}

describe('a training step with BatchNorm', () => {
  it('has a gradient for all but the running statistics, which it moves by the momentum', async () => {
    const { parameters, first } = await steps(0, 1)
    const names = [...parameters.keys()]
    expect([...first.gradients.keys()]).toEqual(names.filter((name) => !isStatistic(name)))
    expect([...first.statistics.keys()]).toEqual(names.filter(isStatistic))
    const { last } = await steps(0, 2)
    for (const [name, once] of first.statistics) {
      const initial = parameters.get(name)!
      const twice = once.map(
        (value, channel) => (1 - momentum) * value + (value - (1 - momentum) * initial[channel]!),
      )
      const scale = Math.max(largest(twice), 1e-3)
      expect(maxDifference(last.statistics.get(name)!, twice) / scale).toBeLessThan(1e-4)
    }
  })

  it.skipIf(block === 0)('agrees with itself in the blocked layout of this processor', async () => {
    const [plain, blocked] = [await steps(0, 1), await steps(block, 1)]
    expect(blocked.first.loss).toBeCloseTo(plain.first.loss, 4)
    for (const group of ['gradients', 'statistics'] as const) {
      for (const [name, expected] of plain.first[group]) {
        const scale = Math.max(largest(expected), 1e-3)
        const actual = blocked.first[group].get(name)!
        expect(maxDifference(actual, expected) / scale).toBeLessThan(2e-2)
      }
    }
  })

  it('exports, folded, what it validates by its running statistics', async () => {
    const { parameters, image } = await steps(block, 4)
    const random = createRandom(9)
    for (const [name, values] of parameters) {
      if (/\.(scale|bias)$/.test(name)) {
        parameters.set(
          name,
          values.map((value) => value + 0.1 * random.normal()),
        )
      }
    }
    const evaluation = await createEvaluationEngine({ ...options, block })
    const logits = await evaluation.logits(parameters, image)
    await evaluation.dispose()
    const graph = inferenceGraph({ ...options, parameters })
    expect(graph.nodes.some(({ op }) => op === 'BatchNormalization')).toBe(false)
    expect([...graph.initializers.keys()].some(isStatistic)).toBe(false)
    expect(graph.initializers.has('blocks.1.depthwise.bias')).toBe(true)
    const shipped = await runGraph(graph, {
      image: { shape: [batch, 3, size, size], data: image },
    })
    expect(maxDifference(shipped.logits!.data, logits) / largest(logits)).toBeLessThan(1e-3)
  })
})
