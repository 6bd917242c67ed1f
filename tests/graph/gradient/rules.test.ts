import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Builder } from '../../../src/graph/builder.ts'
import { GRADIENT_RULES } from '../../../src/graph/gradient/registry.ts'
import { int, ints, type Value } from '../../../src/graph/graph.ts'
import { hardSwish, relu6, swish } from '../../../src/graph/operators/activation.ts'
import { convolution, samePads } from '../../../src/graph/operators/convolution.ts'
import { globalAveragePool } from '../../../src/graph/operators/linear.ts'
import { reduceMean, reduceSum, reshape } from '../../../src/graph/operators/reduction.ts'
import { createRandom, type Random } from '../../../src/random.ts'
import {
  convolutionArbitrary,
  convolutionSubject,
  denseChannels,
  depthwiseChannels,
  groupedChannels,
  pointwiseArbitrary,
} from '../convolution-arbitrary.ts'
import {
  awayFrom,
  CURVED_STEP,
  checkedOperators,
  expectGradient,
  LINEAR_STEP,
  operand,
} from '../gradient-check.ts'

const shapeArbitrary = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })

function unary(
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

const positive = (random: Random) => random.uniform(0.5, 2)

describe('gradient by central differences: elementwise', () => {
  unary('ReLU6', relu6, awayFrom(0, 6))
  unary('HardSwish', hardSwish, awayFrom(-3, 3))
  unary('Swish', swish)
  unary('Sigmoid', (builder, x) => builder.node('Sigmoid', [x]))
  unary('Neg', (builder, x) => builder.node('Neg', [x]))
  unary('Identity', (builder, x) => builder.node('Identity', [x]))
  unary('Sqrt', (builder, x) => builder.node('Sqrt', [x]), positive)
  unary('LogSoftmax', (builder, x) => builder.node('LogSoftmax', [x], { axis: int(-1) }))
  unary('a value used three times', (builder, x) =>
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
})

describe('gradient by central differences: layout and reduction', () => {
  const axesArbitrary = shapeArbitrary.chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      axes: fc.subarray(
        shape.map((_, axis) => axis),
        { minLength: 1 },
      ),
      keep: fc.boolean(),
      seed: fc.integer(),
    }),
  )

  it.each([
    ['ReduceSum', reduceSum],
    ['ReduceMean', reduceMean],
  ] as const)('%s over any axes', async (_, reduce) => {
    await fc.assert(
      fc.asyncProperty(axesArbitrary, async ({ shape, axes, keep, seed }) => {
        const random = createRandom(seed)
        const subject = {
          operands: [operand(random, shape)],
          build: (builder: Builder, [x]: Value[]) => reduce(builder, x!, axes, keep),
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

  unary('Reshape', (builder, x) => reshape(builder, x, [-1, x.shape[0] as number]))

  it('GlobalAveragePool', async () => {
    const random = createRandom(1)
    const subject = {
      operands: [operand(random, [2, 3, 4, 5])],
      build: (builder: Builder, [x]: Value[]) => globalAveragePool(builder, x!),
    }
    await expectGradient(subject, random, LINEAR_STEP)
  })
})

describe('gradient by central differences: products', () => {
  it('Gemm with either side transposed, with and without bias', async () => {
    const dim = fc.integer({ min: 1, max: 5 })
    const flag = fc.boolean()
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(dim, dim, dim),
        fc.tuple(flag, flag),
        fc.constantFrom('row', 'column', 'full', 'none'),
        fc.integer(),
        async ([m, k, n], [transA, transB], bias, seed) => {
          const random = createRandom(seed)
          const biasShape = { row: [n], column: [m, 1], full: [m, n], none: undefined }[bias]
          const subject = {
            operands: [
              operand(random, transA ? [k, m] : [m, k]),
              operand(random, transB ? [n, k] : [k, n]),
              ...(biasShape ? [operand(random, biasShape)] : []),
            ],
            build: (builder: Builder, operands: Value[]) =>
              builder.node('Gemm', operands, {
                transA: int(Number(transA)),
                transB: int(Number(transB)),
              }),
          }
          await expectGradient(subject, random, LINEAR_STEP)
        },
      ),
      { numRuns: 20 },
    )
  })

  it.each([
    ['dense', convolutionArbitrary(denseChannels)],
    ['depthwise', convolutionArbitrary(depthwiseChannels)],
    ['grouped', convolutionArbitrary(groupedChannels)],
    ['pointwise', pointwiseArbitrary],
  ] as const)('Conv, %s', async (_, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (options) => {
        const subject = convolutionSubject(options)
        await expectGradient(subject, createRandom(options.seed, 1), LINEAR_STEP)
      }),
      { numRuns: 60 },
    )
  })

  it.each([5, 6])('Conv with the SAME padding of TensorFlow at %i pixels', async (length) => {
    const random = createRandom(length)
    const subject = {
      operands: [operand(random, [1, 2, length, length]), operand(random, [3, 2, 3, 3])],
      build: (builder: Builder, [x, weight]: Value[]) =>
        convolution(builder, x!, weight!, undefined, { stride: 2, pads: samePads(length, 3, 2) }),
    }
    await expectGradient(subject, random, LINEAR_STEP)
  })
})

afterAll(() => {
  expect([...Object.keys(GRADIENT_RULES)].filter((op) => !checkedOperators.has(op))).toEqual([])
})
