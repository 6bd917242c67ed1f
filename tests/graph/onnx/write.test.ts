import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import { float, floats, int, ints, string } from '../../../src/graph/graph.ts'
import { ModelProto } from '../../../src/graph/onnx/schema.ts'
import { writeOnnx } from '../../../src/graph/onnx/write.ts'
import { InferenceSession } from '../../../src/onnxruntime.ts'
import { graphArbitrary } from './graph-arbitrary.ts'

describe('writeOnnx', () => {
  it('writes what ONNX Runtime loads, with the names and types of inputs and outputs', async () => {
    await fc.assert(
      fc.asyncProperty(graphArbitrary, async (graph) => {
        const session = await InferenceSession.create(writeOnnx(graph), { logSeverityLevel: 3 })
        const described = (values: typeof graph.inputs) =>
          values.map(({ name, dtype, shape }) => ({ name, isTensor: true, type: dtype, shape }))
        expect(session.inputMetadata).toEqual(described(graph.inputs))
        expect(session.outputMetadata).toEqual(described(graph.outputs))
        await session.release()
      }),
      { numRuns: 30 },
    )
  })

  it('gives equal bytes for equal graphs', () => {
    fc.assert(
      fc.property(fc.clone(graphArbitrary, 2), ([graph, twin]) => {
        expect(Buffer.compare(writeOnnx(graph), writeOnnx(twin))).toBe(0)
      }),
      { numRuns: 20 },
    )
  })

  it('keeps metadata, every kind of attribute, and imports the domains in use alone', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [2, 2])
    const attributes = {
      count: int(-3),
      list: ints([1, 2]),
      ratio: float(0.5),
      ratios: floats([0.5, 2]),
      mode: string('größer'),
    }
    const options = { domain: 'com.microsoft', types: [x] } as const
    builder.output(builder.node('Anything', [x], attributes, options))
    const bytes = writeOnnx(builder.finish('net'), { licence: 'CC BY-NC 4.0' })
    const model = ModelProto.toObject(ModelProto.decode(bytes), { longs: Number, bytes: String })
    expect(model.metadataProps).toEqual([{ key: 'licence', value: 'CC BY-NC 4.0' }])
    expect(model.opsetImport.map(({ domain = '' }) => domain)).toEqual(['', 'com.microsoft'])
    expect(model.graph.node[0].attribute).toEqual([
      { name: 'count', type: 2, i: -3 },
      { name: 'list', type: 7, ints: [1, 2] },
      { name: 'ratio', type: 1, f: 0.5 },
      { name: 'ratios', type: 6, floats: [0.5, 2] },
      { name: 'mode', type: 3, s: Buffer.from('größer').toString('base64') },
    ])
  })
})
