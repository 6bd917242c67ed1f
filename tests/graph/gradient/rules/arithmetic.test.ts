import fc from 'fast-check'
import { afterAll, describe, it } from 'vitest'
import type { Builder } from '../../../../src/graph/builder.ts'
import * as rules from '../../../../src/graph/gradient/rules/arithmetic.ts'
import type { Value } from '../../../../src/graph/graph.ts'
import { createRandom } from '../../../../src/random.ts'
import { CURVED_STEP, expectAllChecked, expectGradient, operand } from '../../gradient-check.ts'
import { itDifferentiates, positive, shapeArbitrary } from '../arbitrary.ts'

describe('gradient by central differences: arithmetic', () => {
  itDifferentiates('Neg', (builder, x) => builder.node('Neg', [x]))
  itDifferentiates('Identity', (builder, x) => builder.node('Identity', [x]))
  itDifferentiates('Exp', (builder, x) => builder.node('Exp', [x]))
  itDifferentiates('Sqrt', (builder, x) => builder.node('Sqrt', [x]), positive)
  itDifferentiates('a value used three times', (builder, x) =>
    builder.node('Mul', [x, builder.node('Add', [x, builder.node('Sigmoid', [x])])]),
  )

  /** Two shapes that broadcast against each other: each axis may be 1 on one side, or missing on one. */
  const broadcastPair = fc
    .tuple(shapeArbitrary, fc.infiniteStream(fc.constantFrom('left', 'right', 'none')))
    .chain(([shape, ones]) => {
      const keepOn = (side: string) => shape.map((dim) => (ones.next().value === side ? 1 : dim))
      return fc.record({
        left: fc.constant(keepOn('left')),
        right: fc.constant(keepOn('right')),
        drop: fc.integer({ min: 0, max: shape.length }),
        swap: fc.boolean(),
        seed: fc.integer(),
      })
    })

  it.each(['Add', 'Sub', 'Mul', 'Div'])('%s with broadcast', async (op) => {
    await fc.assert(
      fc.asyncProperty(broadcastPair, async ({ left, right, drop, swap, seed }) => {
        const random = createRandom(seed)
        const shapes = swap ? [right.slice(drop), left] : [left, right.slice(drop)]
        const subject = {
          operands: shapes.map((shape) => operand(random, shape, positive)),
          build: (builder: Builder, operands: Value[]) => builder.node(op, operands),
        }
        await expectGradient(subject, random, CURVED_STEP)
      }),
      { numRuns: 15 },
    )
  })

  afterAll(() => expectAllChecked(rules))
})
