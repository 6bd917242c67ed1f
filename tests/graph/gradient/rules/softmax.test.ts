import fc from 'fast-check'
import { afterAll, describe, it } from 'vitest'
import type { Builder } from '../../../../src/graph/builder.ts'
import * as rules from '../../../../src/graph/gradient/rules/softmax.ts'
import { int, type Value } from '../../../../src/graph/graph.ts'
import { createRandom } from '../../../../src/random.ts'
import { CURVED_STEP, expectAllChecked, expectGradient, operand } from '../../gradient-check.ts'
import { axesArbitrary } from '../arbitrary.ts'

describe('gradient by central differences: softmax', () => {
  it.each(['Softmax', 'LogSoftmax'])('%s along any axis, counted from either end', async (op) => {
    await fc.assert(
      fc.asyncProperty(axesArbitrary, async ({ shape, axes: [axis], flag, seed }) => {
        const random = createRandom(seed)
        const subject = {
          operands: [operand(random, shape)],
          build: (builder: Builder, [x]: Value[]) =>
            builder.node(op, [x], { axis: int(flag ? axis! : axis! - shape.length) }),
        }
        await expectGradient(subject, random, CURVED_STEP)
      }),
      { numRuns: 10 },
    )
  })

  afterAll(() => expectAllChecked(rules))
})
