import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lowerToTflite } from '../../../../src/export/tflite/lower.ts'
import type { Builder } from '../../../../src/graph/builder.ts'
import { int, type Value } from '../../../../src/graph/graph.ts'
import { hardSwish, relu6, swish } from '../../../../src/graph/operators/activation.ts'
import { createRandom } from '../../../../src/random.ts'
import { operand } from '../../../graph/gradient-check.ts'
import { expectParityOf, graphOf } from '../parity.ts'

const random = createRandom(2)
const image = operand(random, [1, 3, 4, 5], (source) => 4 * source.normal())
const vector = operand(random, [1, 6])

const UNARY: Readonly<Record<string, (builder: Builder, x: Value) => Value>> = {
  relu6,
  relu: (builder, x) => builder.node('Relu', [x]),
  'clip from 0': (builder, x) => builder.node('Clip', [x, builder.scalar(0)]),
  sigmoid: (builder, x) => builder.node('Sigmoid', [x]),
  swish,
  hardSwish,
  'softmax over the channels': (builder, x) => builder.node('Softmax', [x], { axis: int(1) }),
}

describe('functions of each number', () => {
  it.each(Object.entries(UNARY))('%s', async (_, build) => {
    for (const x of [image, vector]) {
      await expectParityOf({
        operands: [x],
        build: (builder, values) => build(builder, values[0]!),
      })
    }
  })
})

describe('functions of two numbers', () => {
  const sizes = image.shape
  const broadcastShape = fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.tuple(...sizes.map(() => fc.boolean())))
    .map(([rank, whole]) =>
      sizes.map((size, axis) => (whole[axis] ? size : 1)).slice(sizes.length - rank),
    )

  it.each(['Add', 'Sub', 'Mul'])('%s broadcasts constants', (op) =>
    fc.assert(
      fc.asyncProperty(broadcastShape, fc.boolean(), (shape, first) =>
        expectParityOf({
          operands: [image, operand(random, shape)],
          build: (builder, [x, constant]) =>
            builder.node(op, first ? [constant!, x!] : [x!, constant!]),
        }),
      ),
      { numRuns: 10 },
    ),
  )

  it.each(['Add', 'Sub', 'Mul'])(
    '%s joins values, and takes over the ReLU behind it',
    async (op) => {
      const build = (builder: Builder, [x]: Value[]) =>
        relu6(builder, builder.node(op, [x!, builder.node('Sigmoid', [x!])]))
      await expectParityOf({ operands: [image], build })
      const { operators } = lowerToTflite(graphOf(build, [image]))
      expect(operators.map(({ operator }) => operator)).toEqual(['LOGISTIC', op.toUpperCase()])
    },
  )
})

describe('what has no counterpart', () => {
  it.each<[string, (builder: Builder, x: Value) => Value]>([
    ['bounds', (builder, x) => builder.node('Clip', [x, builder.scalar(0), builder.scalar(1)])],
    ['channels', (builder, x) => builder.node('Softmax', [x], { axis: int(3) })],
    ['Exp', (builder, x) => builder.node('Exp', [x])],
  ])('is refused: %s', (problem, build) => {
    const graph = graphOf((builder, [x]) => build(builder, x!), [image])
    expect(() => lowerToTflite(graph)).toThrow(
      expect.objectContaining({
        code: 'graph-invalid',
        message: expect.stringContaining(problem),
      }),
    )
  })
})
