import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Builder, createBuilder } from '../../../../src/graph/builder.ts'
import { differentiate } from '../../../../src/graph/gradient/differentiate.ts'
import type { Value } from '../../../../src/graph/graph.ts'
import { lower } from '../../../../src/graph/lower/lower.ts'
import { swish } from '../../../../src/graph/operators/activation.ts'
import { convolution } from '../../../../src/graph/operators/convolution.ts'
import { reduceMean, reduceSum } from '../../../../src/graph/operators/reduction.ts'
import { createRandom } from '../../../../src/random.ts'
import { detectBlockSize } from '../../../../src/train/engine/block-size.ts'
import { operand } from '../../gradient-check.ts'
import { expectSameGradients } from './same-gradients.ts'

const block = await detectBlockSize()

type Tail = (builder: Builder, x: Value, gate: Value) => Value

const TAILS: readonly (readonly [string, Tail])[] = [
  ['Swish', (builder, x) => swish(builder, x)],
  ['a product of two maps', (builder, x) => builder.node('Mul', [x, swish(builder, x)])],
  ['a gate behind', (builder, x, gate) => builder.node('Mul', [x, gate])],
  ['a gate before', (builder, x, gate) => builder.node('Mul', [gate, x])],
  [
    'one factor a row, which no map has',
    (builder, x) => {
      const rows = reduceMean(builder, x, [1, 3])
      return builder.node('Mul', [x, rows])
    },
  ],
  [
    'means that come back',
    (builder, x) => {
      const means = builder.node('GlobalAveragePool', [x])
      return builder.node('Add', [x, builder.node('Mul', [x, means])])
    },
  ],
]

const arbitrary = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  blocks: fc.integer({ min: 1, max: 2 }),
  size: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
  seed: fc.integer(),
})

describe.skipIf(block === 0)(`maps in blocks of ${block} channels`, () => {
  it.each(TAILS)('%s: the same gradients as in NCHW', async (_, tail) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ batch, blocks, size, seed }) => {
        const random = createRandom(seed)
        const channels = blocks * block
        const subject = {
          operands: [
            operand(random, [batch, block, ...size]),
            operand(random, [channels, block, 1, 1], (r) => 0.2 * r.normal()),
            operand(random, [batch, channels, 1, 1]),
          ],
          build(builder: Builder, [image, weight, gate]: Value[]) {
            const x = convolution(builder, image!, weight!, undefined)
            // Every operand has a part in y, whether the tail has a gate or not.
            return builder.node('Add', [tail(builder, x, gate!), builder.node('Mul', [x, gate])])
          },
        }
        await expectSameGradients(subject, [batch, channels, ...size], block)
      }),
      { numRuns: 10 },
    )
  })

  it('reorders on the way in and out of each pass alone, not around Swish and gate', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [2, block, 4, 4])
    const weight = builder.input('weight', 'float32', [block, block, 1, 1])
    const hidden = swish(builder, convolution(builder, x, weight, undefined))
    const gate = builder.node('Sigmoid', [builder.node('GlobalAveragePool', [hidden])])
    const gated = builder.node('Mul', [hidden, gate])
    const y = convolution(builder, gated, weight, undefined)
    const loss = reduceSum(builder, y, [0, 1, 2, 3], false)
    builder.output(differentiate(builder, loss, [x]).get('x')!)
    const reordered = lower(builder.finish('gate'), { block })
      .nodes.filter(({ op }) => op.startsWith('Reorder'))
      .map(({ inputs }) => inputs[0]!)
    const maps = reordered.filter((name) => !name.startsWith('GlobalAveragePool'))
    expect(maps).toHaveLength(4)
  })
})
