import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkTflite } from '../../../src/export/tflite/check.ts'
import { decodeModel } from '../../../src/export/tflite/decode.ts'
import { encodeModel, type FlatRecord } from '../../../src/export/tflite/encode.ts'
import { writeTflite } from '../../../src/export/tflite/write.ts'
import { graphArbitrary } from './graph-arbitrary.ts'

const invalid = expect.objectContaining({ code: 'graph-invalid' })
const files = graphArbitrary.map(({ graph }) => writeTflite(graph, { key: 'value' }))

const RELU = 19

/** y = relu(x * 2), changed; written by hand so that everything can be wrong. */
function fileOf(changes: {
  readonly model?: FlatRecord
  readonly subgraph?: FlatRecord
  readonly constant?: FlatRecord
  readonly operator?: FlatRecord
}): Uint8Array {
  const tensor = (name: string) => ({ name, type: 0, shape: [1, 2], buffer: 0 })
  return encodeModel({
    version: 3,
    operatorCodes: [
      { code: 18, version: 1 },
      { code: RELU, version: 1 },
    ],
    subgraphs: [
      {
        tensors: [
          tensor('x'),
          { ...tensor('two'), buffer: 1, ...changes.constant },
          tensor('twice'),
          tensor('y'),
        ],
        inputs: [0],
        outputs: [3],
        operators: [
          { codeIndex: 0, inputs: [0, 1], outputs: [2], optionsType: 21, options: {} },
          { codeIndex: 1, inputs: [2], outputs: [3], ...changes.operator },
        ],
        ...changes.subgraph,
      },
    ],
    buffers: [{}, { data: new Uint8Array(Float32Array.of(2, 2).buffer) }],
    metadata: [],
    signatures: [
      { key: 'k', inputs: [{ name: 'x', tensor: 0 }], outputs: [{ name: 'y', tensor: 3 }] },
    ],
    ...changes.model,
  })
}

const quantized = (scale: number[], zeroPoint: number[], dimension = 0) => ({
  constant: { quantization: { scale, zeroPoint, dimension } },
})

describe('checkTflite', () => {
  it('reads what the encoder wrote', () => {
    const { subgraphs, operatorCodes } = checkTflite(fileOf({}))
    expect(operatorCodes).toEqual([
      { code: 18, version: 1 },
      { code: RELU, version: 1 },
    ])
    expect(subgraphs[0].tensors.map(({ name, shape }) => [name, shape])).toEqual(
      ['x', 'two', 'twice', 'y'].map((name) => [name, [1, 2]]),
    )
    expect(subgraphs[0].operators.map(({ inputs }) => inputs)).toEqual([[0, 1], [2]])
  })

  it('accepts every file that is written, at any place in memory', () => {
    fc.assert(
      fc.property(files, fc.nat({ max: 7 }), (file, shift) => {
        const moved = new Uint8Array(file.length + shift)
        moved.set(file, shift)
        expect(checkTflite(moved.subarray(shift))).toEqual(checkTflite(file))
      }),
      { numRuns: 20 },
    )
  })

  it('refuses a file cut anywhere', () => {
    fc.assert(
      fc.property(files, fc.nat(), (file, seed) => {
        expect(() => checkTflite(file.subarray(0, seed % file.length))).toThrow(invalid)
      }),
    )
  })

  it('answers flipped bits and any bytes with a model or with `graph-invalid`, never otherwise', () => {
    const flipped = fc
      .tuple(files, fc.nat(), fc.integer({ min: 0, max: 7 }))
      .map(([file, seed, bit]) => {
        const copy = file.slice()
        copy[seed % copy.length]! ^= 1 << bit
        return copy
      })
    fc.assert(
      fc.property(fc.oneof(flipped, fc.uint8Array()), (bytes) => {
        try {
          checkTflite(bytes)
        } catch (error) {
          expect(error).toEqual(invalid)
        }
      }),
      { numRuns: 200 },
    )
  })

  it.each<[string, Parameters<typeof fileOf>[0], RegExp]>([
    ['another version', { model: { version: 2 } }, /version/],
    [
      'a first buffer with data',
      { model: { buffers: [{ data: new Uint8Array(8) }, {}] } },
      /first/,
    ],
    ['no buffer', { model: { buffers: [] } }, /buffers/],
    ['no signature', { model: { signatures: [] } }, /signatures/],
    ['a signature of a tensor that is not there', signature(9), /no tensor 9/],
    ['metadata that is not there', { model: { metadata: [{ name: 'm', buffer: 2 }] } }, /buffer 2/],
    ['a buffer that is not there', { constant: { buffer: 5 } }, /buffer 5/],
    ['a type that is not written', { constant: { type: 1 } }, /type/],
    [
      'a constant that does not fill its shape',
      { constant: { shape: [3] } },
      /"two" takes 12 bytes/,
    ],
    ['int8 without a scale', { constant: { type: 9, shape: [8] } }, /no scale/],
    ['scales for another shape', quantized([1, 1, 1], [0, 0, 0], 1), /3 scales/],
    ['a scale without its zero point', quantized([1, 1], [0], 1), /2 scales/],
    ['a scale of 0', quantized([0], [0]), /scale/],
    ['an operator that is not there', { operator: { codeIndex: 2 } }, /operator code 2/],
    ['a tensor that is not there', { operator: { inputs: [4] } }, /tensor 4/],
    ['a tensor left out', { operator: { inputs: [-1] } }, /inputs/],
    ['a tensor that is read too early', { operator: { inputs: [3] } }, /3 is read before/],
    ['a tensor that is made twice', { operator: { outputs: [2] } }, /2 is made twice/],
    ['a constant that is made', { operator: { outputs: [1] } }, /1 is made twice/],
    ['no outputs', { subgraph: { outputs: [] } }, /outputs/],
    ['an output that nothing makes', { subgraph: { operators: [] } }, /3 is read before/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => checkTflite(fileOf(changes))).toThrow(invalid)
    expect(() => checkTflite(fileOf(changes))).toThrow(message)
  })
})

function signature(tensor: number) {
  return { model: { signatures: [{ key: 'k', inputs: [{ name: 'x', tensor }], outputs: [] }] } }
}

describe('decodeModel', () => {
  it('refuses other files by their mark', () => {
    const file = fileOf({})
    file.set(new TextEncoder().encode('TFL2'), 4)
    expect(() => decodeModel(file)).toThrow(/TFL2/)
  })

  it('refuses a vector longer than the file, a text without end, and what is not aligned', () => {
    const patch = (text: string, change: (view: DataView, at: number) => void) => {
      const file = fileOf({}).slice()
      const at = Buffer.from(file).indexOf(text)
      change(new DataView(file.buffer), at)
      return () => decodeModel(file)
    }
    expect(patch('twice', (view, at) => view.setUint32(at - 4, 1e6, true))).toThrow(/outside/)
    expect(patch('twice', (view, at) => view.setUint32(at - 4, 4, true))).toThrow(/does not end/)
    const root = (view: DataView) => view.setUint32(0, view.getUint32(0, true) + 1, true)
    expect(patch('TFL3', root)).toThrow(/aligned/)
  })

  it('starts the data of every buffer at a multiple of 16 bytes', () => {
    fc.assert(
      fc.property(files, (file) => {
        for (const { data } of checkTflite(file).buffers) {
          expect(data ? (data.byteOffset - file.byteOffset) % 16 : 0).toBe(0)
        }
      }),
      { numRuns: 20 },
    )
  })
})
