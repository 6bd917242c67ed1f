import { describe, expect, it } from 'vitest'
import { planSteps } from '../../../src/export/tflite/steps.ts'
import { type Builder, createBuilder } from '../../../src/graph/builder.ts'
import type { Graph, Value } from '../../../src/graph/graph.ts'
import { relu6 } from '../../../src/graph/operators/activation.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'
import { expectParity, expose } from './parity.ts'

const x = operand(createRandom(1), [1, 2, 3, 4], (random) => 4 * random.normal())

/** A graph of x [N, 2, 3, 4] with the outputs y0, y1, … */
function graphOf(build: (builder: Builder, x: Value) => readonly Value[]): Graph {
  const builder = createBuilder()
  const outputs = build(builder, builder.input('x', 'float32', ['N', 2, 3, 4]))
  for (const [i, value] of outputs.entries()) expose(builder, value, `y${i}`)
  return builder.finish('steps')
}

const stepsOf = (graph: Graph) =>
  planSteps(graph)
    .filter(({ node }) => node.op !== 'Identity')
    .map(({ node, activation, quantized }) => [node.op, activation, quantized])

const square = (builder: Builder, value: Value) => builder.node('Mul', [value, value])

describe('planSteps', () => {
  it('joins a ReLU with the operator that it alone reads', async () => {
    const graph = graphOf((builder, x) => [relu6(builder, square(builder, x))])
    expect(stepsOf(graph)).toEqual([['Mul', 'relu6', false]])
    await expectParity(graph, { x })
  })

  it('leaves a ReLU alone where what it reads is read elsewhere, or given out', async () => {
    const readTwice = graphOf((builder, x) => {
      const squared = square(builder, x)
      return [builder.node('Sub', [relu6(builder, squared), squared])]
    })
    expect(stepsOf(readTwice).map(([op]) => op)).toEqual(['Mul', 'Clip', 'Sub'])
    await expectParity(readTwice, { x })

    const givenOut = graphOf((builder, x) => {
      const squared = square(builder, x)
      builder.output(squared)
      return [relu6(builder, squared)]
    })
    expect(stepsOf(givenOut).map(([op]) => op)).toEqual(['Mul', 'Clip'])
    await expectParity(givenOut, { x })
  })

  it('leaves a ReLU alone behind an operator that takes none, and other bounds', () => {
    const graph = graphOf((builder, x) => [
      relu6(builder, builder.node('HardSwish', [x])),
      builder.node('Clip', [square(builder, x), builder.scalar(-1), builder.scalar(1)]),
    ])
    expect(stepsOf(graph)).toEqual(
      ['HardSwish', 'Clip', 'Mul', 'Clip'].map((op) => [op, 'none', false]),
    )
  })

  it('computes on levels only where every input and the output have them', () => {
    const quantization = (builder: Builder) => [
      builder.scalar(0.1),
      builder.initializer({ dtype: 'uint8', shape: [], data: Uint8Array.of(128) }),
    ]
    const passThrough = (builder: Builder, value: Value) => {
      const parameters = quantization(builder)
      const levels = builder.node('QuantizeLinear', [value, ...parameters])
      return builder.node('DequantizeLinear', [levels, ...parameters])
    }
    const sumOf = (last: (builder: Builder, x: Value) => Value) =>
      graphOf((builder, x) => [
        passThrough(builder, builder.node('Add', [passThrough(builder, x), last(builder, x)])),
      ])
    const sums = (graph: Graph) => stepsOf(graph).filter(([op]) => op === 'Add')
    expect(sums(sumOf(passThrough))).toEqual([['Add', 'none', true]])
    expect(sums(sumOf((_, value) => value))).toEqual([['Add', 'none', false]])
  })
})
