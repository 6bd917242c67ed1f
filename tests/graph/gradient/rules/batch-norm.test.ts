import fc from 'fast-check'
import { afterAll, describe, it } from 'vitest'
import type { Builder } from '../../../../src/graph/builder.ts'
import * as rules from '../../../../src/graph/gradient/rules/batch-norm.ts'
import type { Value } from '../../../../src/graph/graph.ts'
import { batchNorm, batchNormTraining } from '../../../../src/graph/operators/batch-norm.ts'
import { float32Tensor } from '../../../../src/graph/tensor.ts'
import { createRandom, type Random } from '../../../../src/random.ts'
import { CURVED_STEP, expectAllChecked, expectGradient, operand } from '../../gradient-check.ts'
import { positive } from '../arbitrary.ts'

const shapes = fc.tuple(
  fc.integer({ min: 2, max: 3 }),
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 2, max: 3 }),
)

describe('gradient by central differences: BatchNormalization', () => {
  it('in inference form, by every input', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer(), async (shape, seed) => {
        const random = createRandom(seed)
        const vector = (draw?: (random: Random) => number) => operand(random, [shape[1]], draw)
        const subject = {
          operands: [operand(random, shape), vector(), vector(), vector(), vector(positive)],
          build(builder: Builder, operands: Value[]) {
            const [x, scale, bias, mean, variance] = operands as [Value, Value, Value, Value, Value]
            return batchNorm(builder, x, { scale, bias, mean, variance })
          },
        }
        await expectGradient(subject, random, CURVED_STEP)
      }),
      { numRuns: 8 },
    )
  })

  it('in training form, through the statistics of the batch', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer(), async (shape, seed) => {
        const random = createRandom(seed)
        const subject = {
          operands: [
            operand(random, shape),
            operand(random, [shape[1]]),
            operand(random, [shape[1]]),
          ],
          build(builder: Builder, operands: Value[]) {
            const [x, scale, bias] = operands as [Value, Value, Value]
            const running = () =>
              builder.initializer(float32Tensor(new Float32Array(shape[1]).fill(1), [shape[1]]))
            const norm = { scale, bias, mean: running(), variance: running() }
            return batchNormTraining(builder, x, norm, { epsilon: 0.1 }).y
          },
        }
        await expectGradient(subject, random, CURVED_STEP)
      }),
      { numRuns: 12 },
    )
  })

  afterAll(() => expectAllChecked(rules))
})
