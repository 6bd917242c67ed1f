import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inferenceGraph } from '../../../src/export/inference-graph.ts'
import { checkTflite } from '../../../src/export/tflite/check.ts'
import { writeTflite } from '../../../src/export/tflite/write.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'
import { maxDifference } from '../../graph/run-graph.ts'
import { randomNet } from '../../nets/random-net.ts'
import { graphArbitrary } from './graph-arbitrary.ts'
import { expectParity, expose, runBoth } from './parity.ts'

const [size, classes] = [64, 7]
const net = inferenceGraph({ ...randomNet({ size, classes, seed: 1 }), size, classes })
const image = operand(createRandom(2), [1, 3, size, size])

describe('writeTflite', () => {
  it('writes any small network so that LiteRT answers as ONNX Runtime', () =>
    fc.assert(
      fc.asyncProperty(graphArbitrary, ({ graph, feeds }) => expectParity(graph, feeds)),
      { numRuns: 30 },
    ))

  it.each([
    ['mobilenet-v2', 1280],
    ['efficientnet-lite0', 1280],
    ['efficientnetv2-b0', 128],
  ] as const)(
    'writes a whole %s so that logits, maps and embedding agree',
    async (name, channels) => {
      const options = { size, classes }
      const net = inferenceGraph({ ...randomNet({ ...options, seed: 1, name }), ...options })
      const { expected, actual, fullyAccelerated } = await runBoth(net, { image })
      expect(Object.entries(actual).map(([name, { shape }]) => [name, shape])).toEqual([
        ['logits', [1, classes]],
        ['cam', [1, size / 32, size / 32, classes]],
        ['embedding', [1, channels]],
      ])
      for (const [name, { data }] of Object.entries(expected)) {
        expect(data.some((value) => Math.abs(value) > 0.01)).toBe(true)
        expect(maxDifference(actual[name]!.data, data)).toBeLessThan(1e-4)
      }
      expect(fullyAccelerated).toBe(true)
    },
  )

  it('says in the file what goes in and comes out, and keeps the metadata', () => {
    const metadata = { licence: 'MIT', 'with accents': 'é ü 😀' }
    const {
      description,
      metadata: entries,
      buffers,
      signatures,
    } = checkTflite(writeTflite(net, metadata))
    expect(description).toBe(net.name)
    const text = ({ buffer }: { buffer: number }) => new TextDecoder().decode(buffers[buffer]!.data)
    expect(Object.fromEntries(entries.map((entry) => [entry.name, text(entry)]))).toEqual(metadata)
    const [{ inputs, outputs }] = signatures
    expect(inputs.map(({ name }) => name)).toEqual(['image'])
    expect(outputs.map(({ name }) => name)).toEqual(['logits', 'cam', 'embedding'])
  })

  it('gives every tensor a name, and outputs theirs', () => {
    const { subgraphs, signatures } = checkTflite(writeTflite(net))
    const [{ tensors }] = subgraphs
    expect(tensors.every(({ name }) => name !== '')).toBe(true)
    for (const { name, tensor } of signatures[0].outputs) expect(tensors[tensor]!.name).toBe(name)
  })

  it('gives the same bytes for the same graph, hardly more than its weights', () => {
    const file = writeTflite(net)
    expect(Buffer.compare(writeTflite(net), file)).toBe(0)
    const weights = [...net.initializers.values()].reduce(
      (sum, { data }) => sum + data.byteLength,
      0,
    )
    expect(file.length).toBeGreaterThan(weights)
    expect(file.length).toBeLessThan(weights + 40_000)
  })

  it('stores equal constants once', () => {
    const build = (seed: number) => {
      const builder = createBuilder()
      const x = builder.input('x', 'float32', ['N', 1, 1, 1])
      const weights = [1, seed].map((each) =>
        builder.initializer({
          dtype: 'float32',
          ...operand(createRandom(each), [1, 1000, 1, 1]),
        }),
      )
      for (const [i, weight] of weights.entries()) {
        expose(builder, builder.node('Mul', [x, weight]), `y${i}`)
      }
      return writeTflite(builder.finish('constants'))
    }
    expect(build(2).length - build(1).length).toBeGreaterThanOrEqual(4000)
  })

  it('refuses to give out one value under two names', () => {
    const builder = createBuilder()
    const x = builder.node('Relu', [builder.input('x', 'float32', ['N', 2])])
    expose(builder, x, 'first')
    expose(builder, x, 'second')
    expect(() => writeTflite(builder.finish('twice'))).toThrow(/second name/)
  })

  it('refuses an output that is constant', () => {
    const builder = createBuilder()
    builder.input('x', 'float32', ['N', 2])
    expose(builder, builder.scalar(1), 'one')
    expect(() => writeTflite(builder.finish('constant'))).toThrow(
      expect.objectContaining({ code: 'graph-invalid' }),
    )
  })
})
