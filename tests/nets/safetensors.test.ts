import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isFloatTensor,
  readSafetensors,
  type SafetensorsTensor,
  toFloat32,
  writeSafetensors,
} from '../../src/nets/safetensors.ts'

const invalid = expect.objectContaining({ code: 'weights-invalid' })

/** A file of the given header and data, as the format lays it out. */
function fileOf(header: unknown, data: Uint8Array = new Uint8Array()): Uint8Array {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  )
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
  bytes.set(json, 8)
  bytes.set(data, 8 + json.length)
  return bytes
}

const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 })
const filled = <T extends SafetensorsTensor>(
  dtype: T['dtype'],
  fill: (length: number) => fc.Arbitrary<T['data']>,
) =>
  shape.chain((dims) =>
    fill(dims.reduce((a, b) => a * b, 1)).map(
      (data) => ({ dtype, shape: dims, data }) as SafetensorsTensor,
    ),
  )
const exactly = (length: number) => ({ minLength: length, maxLength: length })
const tensor = fc.oneof(
  filled('F64', (n) => fc.float64Array(exactly(n))),
  filled('F32', (n) => fc.float32Array(exactly(n))),
  filled('F16', (n) => fc.uint16Array(exactly(n))),
  filled('BF16', (n) => fc.uint16Array(exactly(n))),
  filled('I64', (n) => fc.bigInt64Array(exactly(n))),
  filled('I32', (n) => fc.int32Array(exactly(n))),
  filled('I16', (n) => fc.int16Array(exactly(n))),
  filled('I8', (n) => fc.int8Array(exactly(n))),
  filled('U8', (n) => fc.uint8Array(exactly(n))),
  filled('BOOL', (n) => fc.uint8Array({ ...exactly(n), max: 1 })),
)
const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__metadata__')
const plainName = fc.string({ maxLength: 6 }).filter((text) => text !== '__proto__')
const file = fc.record({
  tensors: fc
    .uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 5 })
    .map((entries) => new Map(entries)),
  metadata: fc.dictionary(plainName, fc.string(), { noNullPrototype: true }),
})

describe('writeSafetensors and readSafetensors', () => {
  it('give back every name, shape, bit and metadata entry', () => {
    fc.assert(
      fc.property(file, (original) => {
        const read = readSafetensors(writeSafetensors(original))
        expect(read.metadata).toEqual(original.metadata)
        expect(new Map(read.tensors)).toEqual(original.tensors)
      }),
    )
  })

  it('read from anywhere in a buffer, aligned or not', () => {
    const bytes = writeSafetensors({
      metadata: {},
      tensors: new Map([['a', { dtype: 'F64', shape: [1], data: Float64Array.of(Math.E) }]]),
    })
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(readSafetensors(shifted.subarray(3)).tensors.get('a')!.data[0]).toBe(Math.E)
  })

  it('align every tensor to its element size', () => {
    fc.assert(
      fc.property(file, (original) => {
        const bytes = writeSafetensors(original)
        const length = Number(new DataView(bytes.buffer).getBigUint64(0, true))
        const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))
        for (const [key, { data }] of original.tensors) {
          expect((8 + length + header[key].data_offsets[0]) % data.BYTES_PER_ELEMENT).toBe(0)
        }
      }),
    )
  })

  it('refuse to write a tensor that does not fill its shape or takes the name of the metadata', () => {
    const data = Float32Array.of(1, 2)
    const write = (key: string, dims: number[]) =>
      writeSafetensors({
        metadata: {},
        tensors: new Map([[key, { dtype: 'F32', shape: dims, data }]]),
      })
    expect(() => write('a', [3])).toThrow(invalid)
    expect(() => write('__metadata__', [2])).toThrow(invalid)
  })
})

describe('readSafetensors', () => {
  it('refuses a file cut anywhere, or with bytes too many', () => {
    const whole = fc.tuple(file, fc.nat()).map(([contents, seed]) => {
      const bytes = writeSafetensors(contents)
      return { bytes, end: seed % bytes.length }
    })
    fc.assert(
      fc.property(whole, ({ bytes, end }) => {
        expect(() => readSafetensors(bytes.subarray(0, end))).toThrow(invalid)
        expect(() => readSafetensors(Uint8Array.of(...bytes, 0))).toThrow(invalid)
      }),
    )
  })

  it('answers any flipped bit with tensors or with `weights-invalid`, never otherwise', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.integer({ min: 0, max: 7 }), (contents, seed, bit) => {
        const bytes = writeSafetensors(contents)
        bytes[seed % bytes.length]! ^= 1 << bit
        try {
          readSafetensors(bytes)
        } catch (error) {
          expect(error).toEqual(invalid)
        }
      }),
      { numRuns: 500 },
    )
  })

  const entry = (changes: object) => ({
    a: { dtype: 'U8', shape: [2], data_offsets: [0, 2], ...changes },
  })
  const twoBytes = Uint8Array.of(1, 2)

  it('accepts the smallest file of one tensor', () => {
    expect(readSafetensors(fileOf(entry({}), twoBytes)).tensors.get('a')!.data).toEqual(twoBytes)
  })

  it.each([
    ['no JSON', '{"a":', new Uint8Array()],
    ['a list', '[]', new Uint8Array()],
    ['an unknown element type', entry({ dtype: 'F8' }), twoBytes],
    ['a negative dimension', entry({ shape: [-2] }), twoBytes],
    ['a fractional dimension', entry({ shape: [0.5] }), twoBytes],
    ['a size that contradicts the shape', entry({ shape: [3] }), twoBytes],
    ['a shape whose size overflows', entry({ shape: [2 ** 40, 2 ** 40] }), twoBytes],
    ['reversed offsets', entry({ data_offsets: [2, 0] }), twoBytes],
    ['offsets past the end', entry({ data_offsets: [1, 3] }), twoBytes],
    ['a start that contradicts the size', entry({ data_offsets: [1, 2] }), twoBytes],
    ['a hole before the tensor', entry({ data_offsets: [1, 3] }), Uint8Array.of(0, 1, 2)],
    ['tensors that overlap', { ...entry({}), b: entry({}).a }, twoBytes],
    ['metadata that is no text', { __metadata__: { a: 1 } }, new Uint8Array()],
  ])('refuses %s', (_, header, data) => {
    expect(() => readSafetensors(fileOf(header, data))).toThrow(invalid)
  })
})

describe('toFloat32', () => {
  it('reads each floating-point type, and no other counts as one', () => {
    const one: SafetensorsTensor[] = [
      { dtype: 'F64', shape: [], data: Float64Array.of(1) },
      { dtype: 'F32', shape: [], data: Float32Array.of(1) },
      { dtype: 'F16', shape: [], data: Uint16Array.of(0x3c00) },
      { dtype: 'BF16', shape: [], data: Uint16Array.of(0x3f80) },
      { dtype: 'I64', shape: [], data: BigInt64Array.of(1n) },
    ]
    expect(one.filter(isFloatTensor).map(toFloat32)).toEqual(new Array(4).fill(Float32Array.of(1)))
  })
})
