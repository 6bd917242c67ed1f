import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Builder, createBuilder } from '../../../../src/graph/builder.ts'
import { differentiate } from '../../../../src/graph/gradient/differentiate.ts'
import * as rules from '../../../../src/graph/gradient/rules/linear.ts'
import { float, int, type Value } from '../../../../src/graph/graph.ts'
import { createRandom } from '../../../../src/random.ts'
import { expectAllChecked, expectGradient, LINEAR_STEP, operand } from '../../gradient-check.ts'

const length = fc.integer({ min: 1, max: 5 })
const lengths = fc.record({ m: length, k: length, n: length })
const flag = fc.boolean()

describe('gradient by central differences: matrix products', () => {
  it('Gemm with either side transposed, with and without bias', async () => {
    const bias = fc.constantFrom('row', 'column', 'full', 'none')
    await fc.assert(
      fc.asyncProperty(
        fc.record({ lengths, transA: flag, transB: flag, bias, seed: fc.integer() }),
        async ({ lengths: { m, k, n }, transA, transB, bias: kind, seed }) => {
          const random = createRandom(seed)
          const biasShape = { row: [n], column: [m, 1], full: [m, n], none: undefined }[kind]
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

  it.each(['alpha', 'beta'])('refuses a Gemm with %s other than 1', (name) => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [1, 1])
    const y = builder.node('Gemm', [x, x, x], { [name]: float(2) })
    expect(() => differentiate(builder, y, [x])).toThrow(
      expect.objectContaining({ code: 'graph-invalid' }),
    )
  })

  it('MatMul with batches that broadcast', async () => {
    const batches = fc.constantFrom(
      { left: [], right: [] },
      { left: [2], right: [2] },
      { left: [2], right: [] },
      { left: [3, 1], right: [2] },
      { left: [1], right: [2] },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.record({ lengths, batches, seed: fc.integer() }),
        async ({ lengths: { m, k, n }, batches: { left, right }, seed }) => {
          const random = createRandom(seed)
          const subject = {
            operands: [operand(random, [...left, m, k]), operand(random, [...right, k, n])],
            build: (builder: Builder, operands: Value[]) => builder.node('MatMul', operands),
          }
          await expectGradient(subject, random, LINEAR_STEP)
        },
      ),
      { numRuns: 12 },
    )
  })

  afterAll(() => expectAllChecked(rules))
})
