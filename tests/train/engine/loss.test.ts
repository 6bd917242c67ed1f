import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import { differentiate } from '../../../src/graph/gradient/differentiate.ts'
import { lower } from '../../../src/graph/lower/lower.ts'
import { createRandom } from '../../../src/random.ts'
import { crossEntropy, type LossOptions } from '../../../src/train/engine/loss.ts'
import { operand } from '../../graph/gradient-check.ts'
import { maxDifference, runGraph } from '../../graph/run-graph.ts'

type Case = LossOptions & {
  readonly batch: number
  readonly classes: number
  readonly soft: boolean
  readonly seed: number
}

const caseArbitrary: fc.Arbitrary<Case> = fc.integer({ min: 2, max: 5 }).chain((classes) => {
  const eachClass = (arbitrary: fc.Arbitrary<number>) =>
    fc.array(arbitrary, { minLength: classes, maxLength: classes })
  return fc.record({
    batch: fc.integer({ min: 1, max: 4 }),
    classes: fc.constant(classes),
    soft: fc.boolean(),
    seed: fc.integer(),
    labelSmoothing: fc.constantFrom(0, 0.05, 0.3, 1),
    logitAdjustment: eachClass(fc.double({ min: -6, max: 1, noNaN: true })),
  })
})

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** The loss and its gradient by the logits of one example, by the definitions, in float64. */
function exampleLoss(logits: readonly number[], target: readonly number[], options: Case) {
  const { classes, labelSmoothing, logitAdjustment } = options
  const exponentials = logits.map((logit, k) => Math.exp(logit + logitAdjustment[k]!))
  const probabilities = exponentials.map((value) => value / sum(exponentials))
  const smoothed = target.map((share) => (1 - labelSmoothing) * share + labelSmoothing / classes)
  return {
    loss: -sum(smoothed.map((share, k) => share * Math.log(probabilities[k]!))),
    gradient: probabilities.map((p, k) => p - smoothed[k]!),
  }
}

/** One-hot rows, or rows of random shares that sum to 1. */
function targets({ batch, classes, soft, seed }: Case): number[][] {
  const random = createRandom(seed, 1)
  return Array.from({ length: batch }, () => {
    const label = random.int(classes)
    const shares = Array.from({ length: classes }, (_, k) =>
      soft ? random.uniform(0.1) : +(k === label),
    )
    return shares.map((share) => Math.fround(share / sum(shares)))
  })
}

function lossGraph(options: Case) {
  const builder = createBuilder()
  const shape = [options.batch, options.classes]
  const logits = builder.input('logits', 'float32', shape)
  const loss = crossEntropy(builder, logits, builder.input('target', 'float32', shape), options)
  const gradient = differentiate(builder, loss, [logits]).get('logits')!
  builder.output(builder.node('Identity', [loss], {}, { outputs: ['loss'] }))
  builder.output(builder.node('Identity', [gradient], {}, { outputs: ['gradient'] }))
  return lower(builder.finish('loss'))
}

describe('crossEntropy', () => {
  it('and its gradient are those of the definition, with every option', async () => {
    await fc.assert(
      fc.asyncProperty(caseArbitrary, async (options) => {
        const { batch, classes, seed } = options
        const shape = [batch, classes]
        const logits = operand(createRandom(seed), shape, (random) => 3 * random.normal())
        const target = targets(options)
        const result = await runGraph(lossGraph(options), {
          logits,
          target: { shape, data: Float32Array.from(target.flat()) },
        })
        const examples = target.map((row, n) =>
          exampleLoss([...logits.data.subarray(n * classes, (n + 1) * classes)], row, options),
        )
        const loss = sum(examples.map((example) => example.loss)) / batch
        const gradient = examples.flatMap((example) => example.gradient.map((g) => g / batch))
        expect(result.loss!.shape).toEqual([1, 1])
        expect(Math.abs(result.loss!.data[0]! - loss) / Math.max(1, loss)).toBeLessThan(1e-5)
        expect(maxDifference(result.gradient!.data, Float32Array.from(gradient))).toBeLessThan(1e-5)
      }),
      { numRuns: 50 },
    )
  })

  it('stays finite where a probability vanishes', async () => {
    const options = {
      batch: 1,
      classes: 2,
      labelSmoothing: 0,
      logitAdjustment: [0, 0],
      soft: false,
      seed: 0,
    }
    const { loss } = await runGraph(lossGraph(options), {
      logits: { shape: [1, 2], data: Float32Array.of(0, 500) },
      target: { shape: [1, 2], data: Float32Array.of(1, 0) },
    })
    expect(loss!.data[0]).toBe(500)
  })
})
