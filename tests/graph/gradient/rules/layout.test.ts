import fc from 'fast-check'
import { afterAll, describe, it } from 'vitest'
import type { Builder } from '../../../../src/graph/builder.ts'
import * as rules from '../../../../src/graph/gradient/rules/layout.ts'
import { ints, type Value } from '../../../../src/graph/graph.ts'
import { globalAveragePool } from '../../../../src/graph/operators/linear.ts'
import { reduceMean, reduceSum, reshape } from '../../../../src/graph/operators/reduction.ts'
import { createRandom } from '../../../../src/random.ts'
import { expectAllChecked, expectGradient, LINEAR_STEP, operand } from '../../gradient-check.ts'
import { axesArbitrary, itDifferentiates, shapeArbitrary } from '../arbitrary.ts'

describe('gradient by central differences: layout and reduction', () => {
  it.each([
    ['ReduceSum', reduceSum],
    ['ReduceMean', reduceMean],
  ] as const)('%s over any axes', async (_, reduce) => {
    await fc.assert(
      fc.asyncProperty(axesArbitrary, async ({ shape, axes, flag, seed }) => {
        const random = createRandom(seed)
        const subject = {
          operands: [operand(random, shape)],
          build: (builder: Builder, [x]: Value[]) => reduce(builder, x!, axes, flag),
        }
        await expectGradient(subject, random, LINEAR_STEP)
      }),
      { numRuns: 12 },
    )
  })

  it('Transpose in any order', async () => {
    const permuted = shapeArbitrary.chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        fc.shuffledSubarray(
          shape.map((_, axis) => axis),
          { minLength: shape.length },
        ),
        fc.integer(),
      ),
    )
    await fc.assert(
      fc.asyncProperty(permuted, async ([shape, perm, seed]) => {
        const random = createRandom(seed)
        const subject = {
          operands: [operand(random, shape)],
          build: (builder: Builder, [x]: Value[]) =>
            builder.node('Transpose', [x], { perm: ints(perm) }),
        }
        await expectGradient(subject, random, LINEAR_STEP)
      }),
      { numRuns: 8 },
    )
  })

  itDifferentiates('Reshape', (builder, x) => reshape(builder, x, [-1, x.shape[0] as number]))

  it('GlobalAveragePool', async () => {
    const random = createRandom(1)
    const subject = {
      operands: [operand(random, [2, 3, 4, 5])],
      build: (builder: Builder, [x]: Value[]) => globalAveragePool(builder, x!),
    }
    await expectGradient(subject, random, LINEAR_STEP)
  })

  afterAll(() => expectAllChecked(rules))
})
