import { describe, expect, it } from 'vitest'
import { lowerToTflite } from '../../../../src/export/tflite/lower.ts'
import type { Builder } from '../../../../src/graph/builder.ts'
import type { Value } from '../../../../src/graph/graph.ts'
import { globalAveragePool } from '../../../../src/graph/operators/linear.ts'
import { reshape } from '../../../../src/graph/operators/reduction.ts'
import { createRandom } from '../../../../src/random.ts'
import { operand } from '../../../graph/gradient-check.ts'
import { expectParityOf, graphOf } from '../parity.ts'

const random = createRandom(3)

describe('what changes the shape', () => {
  it.each<[string, number[], (builder: Builder, x: Value) => Value]>([
    ['the mean of each channel', [1, 3, 4, 5], globalAveragePool],
    ['one channel to a vector', [1, 1, 4, 5], (builder, x) => reshape(builder, x, [1, 20])],
    ['a vector to one pixel', [1, 6], (builder, x) => reshape(builder, x, [1, 6, 1, 1])],
  ])('%s', (_, shape, build) =>
    expectParityOf({
      operands: [operand(random, shape)],
      build: (builder, [x]) => build(builder, x!),
    }),
  )

  it('is refused where channels and pixels would change places', () => {
    const graph = graphOf(
      (builder, [x]) => reshape(builder, x!, [1, 60]),
      [operand(random, [1, 3, 4, 5])],
    )
    expect(() => lowerToTflite(graph)).toThrow(/reorders/)
  })

  it('is refused for ranks that have no layout', () => {
    const graph = graphOf(
      (builder, [x]) => reshape(builder, x!, [1, 2, 3]),
      [operand(random, [1, 6])],
    )
    expect(() => lowerToTflite(graph)).toThrow(/rank 3/)
  })
})
