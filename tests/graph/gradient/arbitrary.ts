import fc from 'fast-check'
import { it } from 'vitest'
import type { Builder } from '../../../src/graph/builder.ts'
import type { Value } from '../../../src/graph/graph.ts'
import { createRandom, type Random } from '../../../src/random.ts'
import { CURVED_STEP, expectGradient, operand } from '../gradient-check.ts'

export const shapeArbitrary = fc.array(fc.integer({ min: 1, max: 4 }), {
  minLength: 1,
  maxLength: 4,
})

/** A shape and some of its axes. */
export const axesArbitrary = shapeArbitrary.chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc.shuffledSubarray(
      shape.map((_, axis) => axis),
      { minLength: 1 },
    ),
    flag: fc.boolean(),
    seed: fc.integer(),
  }),
)

export const positive = (random: Random) => random.uniform(0.5, 2)

/** Checks the gradient of a function of one tensor of any shape. */
export function itDifferentiates(
  name: string,
  build: (builder: Builder, x: Value) => Value,
  draw?: (random: Random) => number,
) {
  it(name, async () => {
    await fc.assert(
      fc.asyncProperty(shapeArbitrary, fc.integer(), async (shape, seed) => {
        const random = createRandom(seed)
        const subject = {
          operands: [operand(random, shape, draw)],
          build: (builder: Builder, [x]: Value[]) => build(builder, x!),
        }
        await expectGradient(subject, random, CURVED_STEP)
      }),
      { numRuns: 8 },
    )
  })
}
