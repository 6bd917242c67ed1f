import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inferenceGraph } from '../../../src/export/inference-graph.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import { int, ints } from '../../../src/graph/graph.ts'
import { readOnnx } from '../../../src/graph/onnx/read.ts'
import { ModelProto } from '../../../src/graph/onnx/schema.ts'
import { writeOnnx } from '../../../src/graph/onnx/write.ts'
import { createRandom } from '../../../src/random.ts'
import { randomNet } from '../../nets/random-net.ts'
import { operand } from '../gradient-check.ts'
import { runModel } from '../run-graph.ts'
import { graphArbitrary } from './graph-arbitrary.ts'

const invalid = expect.objectContaining({ code: 'graph-invalid' })
const naming = (text: string) =>
  expect.objectContaining({ code: 'graph-invalid', message: expect.stringContaining(text) })

const metadataArbitrary = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  fc.string(),
  { noNullPrototype: true, maxKeys: 3 },
)

describe('readOnnx', () => {
  it('gives back the graph and metadata that were written, which give the same bytes again', () => {
    fc.assert(
      fc.property(graphArbitrary, metadataArbitrary, (graph, metadata) => {
        const bytes = writeOnnx(graph, metadata)
        const read = readOnnx(bytes)
        expect(read).toEqual({ graph, metadata })
        expect(Buffer.compare(writeOnnx(read.graph, read.metadata), bytes)).toBe(0)
      }),
    )
  })

  it('gives back a MobileNetV2 that runs to the same outputs', async () => {
    const size = 32
    const { architecture, parameters } = randomNet({ size, classes: 7, seed: 1 })
    const bytes = writeOnnx(inferenceGraph({ architecture, size, classes: 7, parameters }))
    const again = writeOnnx(readOnnx(bytes).graph)
    expect(Buffer.compare(again, bytes)).toBe(0)
    const image = operand(createRandom(2), [2, 3, size, size])
    const [expected, results] = [await runModel(bytes, { image }), await runModel(again, { image })]
    expect(results).toEqual(expected)
  })

  it('refuses a file cut anywhere', () => {
    fc.assert(
      fc.property(graphArbitrary, fc.nat(), (graph, seed) => {
        const bytes = writeOnnx(graph)
        expect(() => readOnnx(bytes.subarray(0, seed % bytes.length))).toThrow(invalid)
      }),
    )
  })

  it('answers flipped bits and any bytes with a model or with `graph-invalid`, never otherwise', () => {
    const flipped = fc
      .tuple(graphArbitrary, fc.nat(), fc.integer({ min: 0, max: 7 }))
      .map(([graph, seed, bit]) => {
        const bytes = writeOnnx(graph)
        bytes[seed % bytes.length]! ^= 1 << bit
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(flipped, fc.uint8Array()), (bytes) => {
        try {
          readOnnx(bytes)
        } catch (error) {
          expect(error).toEqual(invalid)
        }
      }),
      { numRuns: 400 },
    )
  })
})

const float32 = 1
const tensorType = (elemType: number, ...dims: (number | string)[]) => ({
  tensorType: {
    elemType,
    shape: {
      dim: dims.map((dim) => (typeof dim === 'number' ? { dimValue: dim } : { dimParam: dim })),
    },
  },
})

/** y = Neg(x) for x [2], with changes to its node, its graph or the model. */
function fileOf({ node = {}, graph = {}, model = {} }: Readonly<Record<string, object>>) {
  return ModelProto.encode(
    ModelProto.fromObject({
      opsetImport: [{ domain: '', version: 20 }],
      graph: {
        node: [{ opType: 'Neg', input: ['x'], output: ['y'], ...node }],
        input: [{ name: 'x', type: tensorType(float32, 2) }],
        output: [{ name: 'y', type: tensorType(float32, 2) }],
        ...graph,
      },
      ...model,
    }),
  ).finish()
}

describe('readOnnx by the message', () => {
  it('reads the smallest model', () => {
    expect(readOnnx(fileOf({})).graph.nodes).toHaveLength(1)
  })

  it.each([
    ['no graph', { model: { graph: undefined } }, 'graph'],
    ['another operator set', { model: { opsetImport: [{ domain: '', version: 11 }] } }, '11'],
    ['an unknown operator', { node: { opType: 'Einsum' } }, 'Einsum'],
    ['the name of a JavaScript property as operator', { node: { opType: 'toString' } }, 'toString'],
    [
      'an operator of a domain that is not imported',
      { node: { opType: 'FusedMatMul', domain: 'com.microsoft' } },
      'com.microsoft::FusedMatMul',
    ],
    ['an unknown attribute', { node: { attribute: [{ name: 'auto_pad', type: 3 }] } }, 'auto_pad'],
    [
      'a known attribute of another type',
      { node: { opType: 'Softmax', attribute: [{ name: 'axis', type: 7, ints: [1] }] } },
      'axis',
    ],
    [
      'an unknown element type',
      { graph: { input: [{ name: 'x', type: tensorType(8, 2) }] } },
      'type 8',
    ],
    ['a value that nothing makes', { node: { input: ['z'] } }, '"z"'],
    ['a value made twice', { node: { output: ['x'] } }, '"x"'],
    ['more outputs than the operator has', { node: { output: ['y', 'z'] } }, '2 outputs'],
    [
      'an input without a shape',
      { graph: { input: [{ name: 'x', type: { tensorType: { elemType: 1 } } }] } },
      'shape',
    ],
    [
      'a dimension that is neither number nor name',
      {
        graph: {
          input: [{ name: 'x', type: { tensorType: { elemType: 1, shape: { dim: [{}] } } } }],
        },
      },
      'dim',
    ],
    [
      'an output of another shape than it says',
      { graph: { output: [{ name: 'y', type: tensorType(float32, 3) }] } },
      '[3]',
    ],
    [
      'an output of another type than it says',
      { graph: { output: [{ name: 'y', type: tensorType(7, 2) }] } },
      '"y"',
    ],
    [
      'a tensor that does not fill its shape',
      {
        graph: { initializer: [{ name: 'w', dims: [2], dataType: 1, rawData: new Uint8Array(4) }] },
      },
      '"w"',
    ],
    [
      'a tensor of half an element',
      {
        graph: { initializer: [{ name: 'w', dims: [1], dataType: 1, rawData: new Uint8Array(6) }] },
      },
      '"w"',
    ],
  ])('refuses %s', (_, changes, name) => {
    expect(() => readOnnx(fileOf(changes))).toThrow(naming(name))
  })

  it.each([
    ['float32', { dataType: 1, floatData: [1, 2] }, Float32Array.of(1, 2)],
    ['uint8', { dataType: 2, int32Data: [1, 255] }, Uint8Array.of(1, 255)],
    ['int8', { dataType: 3, int32Data: [1, -2] }, Int8Array.of(1, -2)],
    ['int32', { dataType: 6, int32Data: [1, -2] }, Int32Array.of(1, -2)],
    ['int64', { dataType: 7, int64Data: [1, -2] }, BigInt64Array.of(1n, -2n)],
    ['bool', { dataType: 9, int32Data: [0, 1] }, Uint8Array.of(0, 1)],
    ['float16', { dataType: 10, int32Data: [0x3c00, 0xc000] }, Uint16Array.of(0x3c00, 0xc000)],
    ['float64', { dataType: 11, doubleData: [1, 2] }, Float64Array.of(1, 2)],
  ] as const)('reads %s elements listed one by one', (dtype, data, expected) => {
    const { graph } = readOnnx(
      fileOf({ graph: { initializer: [{ name: 'w', dims: [2], ...data }] } }),
    )
    expect(graph.initializers.get('w')).toEqual({ dtype, shape: [2], data: expected })
  })

  it('names the operators of a lowered training graph, which no file should hold', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [1, 16, 2, 2])
    const options = { domain: 'com.microsoft.nchwc', types: [x] } as const
    builder.output(builder.node('ReorderInput', [x], { channels_last: int(0) }, options))
    expect(() => readOnnx(writeOnnx(builder.finish('blocked')))).toThrow(naming('ReorderInput'))
  })

  it('infers shapes through every node, and refuses those that do not fit', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', ['N', 3, 4])
    const y = builder.node('Transpose', [x], { perm: ints([0, 2, 1]) })
    builder.output(y)
    const graph = builder.finish('graph')
    expect(readOnnx(writeOnnx(graph)).graph.values.get(y.name)!.shape).toEqual(['N', 4, 3])
    const broken = { ...graph.nodes[0]!, attributes: { perm: ints([0, 1]) } }
    expect(() => readOnnx(writeOnnx({ ...graph, nodes: [broken] }))).toThrow(naming('Transpose'))
  })
})
