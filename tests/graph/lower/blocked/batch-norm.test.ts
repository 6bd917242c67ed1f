import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Builder, createBuilder } from '../../../../src/graph/builder.ts'
import type { Value } from '../../../../src/graph/graph.ts'
import { lower } from '../../../../src/graph/lower/lower.ts'
import { relu6 } from '../../../../src/graph/operators/activation.ts'
import { batchNorm, batchNormTraining } from '../../../../src/graph/operators/batch-norm.ts'
import { convolution, symmetricPads } from '../../../../src/graph/operators/convolution.ts'
import { createRandom } from '../../../../src/random.ts'
import { detectBlockSize } from '../../../../src/train/engine/block-size.ts'
import { operand } from '../../gradient-check.ts'
import { maxDifference, runGraph } from '../../run-graph.ts'
import { expectSameGradients } from './same-gradients.ts'

const block = await detectBlockSize()

const arbitrary = fc.record({
  batch: fc.integer({ min: 2, max: 3 }),
  blocks: fc.integer({ min: 1, max: 2 }),
  side: fc.integer({ min: 1, max: 5 }),
  clipped: fc.boolean(),
  seed: fc.integer(),
})

describe.skipIf(block === 0)(`batch normalization in blocks of ${block} channels`, () => {
  it('in training form: the same gradients as in NCHW, with and without a ReLU6 behind it', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ batch, blocks, side, clipped, seed }) => {
        const random = createRandom(seed)
        const channels = blocks * block
        const subject = {
          operands: [
            operand(random, [batch, block, side, side]),
            operand(random, [channels, block, 3, 3], (r) => 0.1 * r.normal()),
            operand(random, [channels]),
            operand(random, [channels]),
          ],
          build(builder: Builder, [x, weight, scale, bias]: Value[]) {
            const filtered = convolution(builder, x!, weight!, undefined, {
              pads: symmetricPads(3),
            })
            const norm = { scale: scale!, bias: bias!, mean: scale!, variance: scale! }
            const { y } = batchNormTraining(builder, filtered, norm, { epsilon: 0.1 })
            return clipped ? relu6(builder, y) : y
          },
        }
        await expectSameGradients(subject, [batch, channels, side, side], block)
      }),
      { numRuns: 20 },
    )
  })

  it('in both forms: the same values and statistics as in NCHW', async () => {
    const random = createRandom(4)
    const shape = [3, block, 5, 5]
    const feeds = {
      x: operand(random, shape, (r) => 3 + r.normal()),
      weight: operand(random, [block, block, 1, 1]),
      scale: operand(random, [block]),
      bias: operand(random, [block]),
      mean: operand(random, [block]),
      variance: operand(random, [block], (r) => r.uniform(0.5, 2)),
    }
    const builder = createBuilder()
    const [x, weight, scale, bias, mean, variance] = Object.entries(feeds).map(
      ([name, { shape: dims }]) => builder.input(name, 'float32', dims),
    ) as [Value, Value, Value, Value, Value, Value]
    const norm = { scale, bias, mean, variance }
    const mixed = () => convolution(builder, x, weight, undefined)
    const trained = batchNormTraining(builder, mixed(), norm)
    const results = {
      trained: trained.y,
      newMean: trained.mean,
      newVariance: trained.variance,
      inferred: relu6(builder, batchNorm(builder, mixed(), norm)),
    }
    for (const [name, value] of Object.entries(results)) {
      builder.output(builder.node('Identity', [value], {}, { outputs: [name] }))
    }
    const graph = builder.finish('norms')
    const plain = await runGraph(lower(graph), feeds)
    const blocked = await runGraph(lower(graph, { block }), feeds)
    for (const name of Object.keys(results)) {
      const largest = Math.max(...plain[name]!.data.map(Math.abs))
      expect(maxDifference(plain[name]!.data, blocked[name]!.data) / largest).toBeLessThan(1e-5)
    }
  })
})
