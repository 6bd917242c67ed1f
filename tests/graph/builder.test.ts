import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../src/graph/builder.ts'
import { int } from '../../src/graph/graph.ts'
import { float32Tensor } from '../../src/graph/tensor.ts'

const invalid = expect.objectContaining({ code: 'graph-invalid' })

describe('createBuilder', () => {
  it('collects inputs, initializers, nodes and outputs with their types, in order', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', ['N', 3])
    const weight = builder.initializer(float32Tensor(new Float32Array(6), [2, 3]), 'weight')
    const y = builder.node('Gemm', [x, weight], { transB: int(1) }, { outputs: ['y'] })
    builder.output(y)
    expect(builder.finish('net')).toEqual({
      name: 'net',
      inputs: [x],
      outputs: [{ name: 'y', dtype: 'float32', shape: ['N', 2] }],
      nodes: [
        {
          op: 'Gemm',
          domain: '',
          inputs: ['x', 'weight'],
          outputs: ['y'],
          attributes: { transB: int(1) },
        },
      ],
      initializers: new Map([
        ['weight', { dtype: 'float32', shape: [2, 3], data: new Float32Array(6) }],
      ]),
      values: new Map([x, weight, y].map((value) => [value.name, value])),
    })
  })

  it('makes up names that nothing else has', () => {
    const builder = createBuilder(['Neg_1'])
    const x = builder.input('Neg_0', 'float32', [1])
    const names = [x, x, x].map((value) => builder.node('Neg', [value]).name)
    expect(new Set(['Neg_0', 'Neg_1', ...names]).size).toBe(5)
  })

  it('refuses a name twice, whatever it names', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [1])
    const scalar = float32Tensor(Float32Array.of(1), [])
    expect(() => builder.input('x', 'float32', [1])).toThrow(invalid)
    expect(() => builder.initializer(scalar, 'x')).toThrow(invalid)
    expect(() => builder.node('Neg', [x], {}, { outputs: ['x'] })).toThrow(invalid)
    const { nodes, initializers } = builder.finish('net')
    expect([nodes.length, initializers.size]).toEqual([0, 0])
  })

  it('shares equal scalars and equal lists of integers', () => {
    const builder = createBuilder()
    expect(builder.scalar(6)).toBe(builder.scalar(6))
    expect(builder.scalar(6)).not.toBe(builder.scalar(0))
    expect(builder.ints([1, 2])).toBe(builder.ints([1, 2]))
    expect(builder.ints([1, 2])).not.toBe(builder.ints([2, 1]))
  })

  it('tells a constant from a value that is computed', () => {
    const builder = createBuilder()
    const two = builder.scalar(2)
    expect(builder.constant(two)!.data).toEqual(Float32Array.of(2))
    expect(builder.constant(builder.node('Neg', [two]))).toBeUndefined()
  })

  it('takes the types of the outputs as given for an operator that it does not know', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [4])
    const types = [x, { dtype: 'int64', shape: [] }] as const
    expect(() => builder.node('Unknown', [x])).toThrow(invalid)
    const made = builder.nodeOutputs('Unknown', [x], {}, { types, outputs: ['first'] })
    expect(made.map(({ dtype, shape }) => ({ dtype, shape }))).toEqual([
      { dtype: 'float32', shape: [4] },
      { dtype: 'int64', shape: [] },
    ])
    expect(builder.nodes()[0]!.outputs).toEqual(made.map(({ name }) => name))
    expect(made[0]!.name).toBe('first')
  })

  it('writes an optional input that is left out as an empty name', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [1])
    const top = builder.scalar(1)
    builder.node('Clip', [x, undefined, top])
    expect(builder.nodes()[0]!.inputs).toEqual(['x', '', top.name])
  })
})
