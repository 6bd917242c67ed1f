import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { calibrate, quantize } from '../../../src/compress/quantize/post-training.ts'
import { inferenceGraph } from '../../../src/export/inference-graph.ts'
import { checkTflite } from '../../../src/export/tflite/check.ts'
import { lowerToTflite } from '../../../src/export/tflite/lower.ts'
import { writeTflite } from '../../../src/export/tflite/write.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import { type Graph, int, type Value } from '../../../src/graph/graph.ts'
import { float32Tensor, type Tensor } from '../../../src/graph/tensor.ts'
import { softmax } from '../../../src/metrics/softmax.ts'
import { createRandom } from '../../../src/random.ts'
import {
  buildNet,
  IMAGE_SHAPE,
  LAYERS,
  netArbitrary,
  randomCalibration,
} from '../../compress/quantize/nets.ts'
import { type Operand, operand } from '../../graph/gradient-check.ts'
import { maxDifference } from '../../graph/run-graph.ts'
import { randomNet } from '../../nets/random-net.ts'
import { runTflite } from './litert.ts'
import { channelsLast, expectParity, expose } from './parity.ts'
import { openExactly, quantizedNet } from './quantized-net.ts'

/** What both engines answer to an image, the outputs of each one after the other, with channels last. */
async function answersOf(graph: Graph, image: Operand) {
  const file = writeTflite(graph)
  checkTflite(file)
  const session = await openExactly(graph)
  const results = await session.run({ dtype: 'float32', ...image })
  await session.dispose()
  const { outputs, fullyAccelerated } = await runTflite(file, { image: channelsLast(image) })
  const pairs = [...results].map(([name, { shape, data }]) => {
    const expected = channelsLast({ shape, data: data as Float32Array })
    expect(outputs[name]!.shape).toEqual(expected.shape)
    return [name, { expected: expected.data, actual: outputs[name]!.data }] as const
  })
  return { answers: new Map(pairs), fullyAccelerated }
}

const widthOf = (values: Float32Array) =>
  values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b))

const operatorsOf = (graph: Graph) => lowerToTflite(graph).operators.map(({ operator }) => operator)

/** XNNPACK adds values of which the scale of one is at most this many times another's. */
const XNNPACK_LARGEST_SPREAD = 2 ** 8

/** The largest scale of an activation over the smallest. */
function scaleSpread({ nodes, initializers }: Graph): number {
  const scales = nodes
    .filter(({ op }) => op === 'QuantizeLinear')
    .map(({ inputs }) => Number(initializers.get(inputs[1]!)!.data[0]))
  return Math.max(...scales) / Math.min(...scales)
}

/** A residual of zeros alone, whose scale is arbitrary. */
const DEAD_RESIDUAL = { layers: [LAYERS.depthwise, LAYERS.residual], seed: 1412384192 }

describe('an int8 file', () => {
  it('gives what ONNX Runtime gives to the same levels, up to how ties are rounded', () =>
    fc.assert(
      fc.asyncProperty(netArbitrary, async (options) => {
        const calibration = randomCalibration(options.seed)
        const graph = quantize(await calibrate(buildNet(options), { calibration }), 'min-max')
        const image = operand(createRandom(options.seed, 1), [1, ...IMAGE_SHAPE.slice(1)])
        const { answers, fullyAccelerated } = await answersOf(graph, image)
        for (const { expected, actual } of answers.values()) {
          expect(maxDifference(actual, expected)).toBeLessThanOrEqual((4 / 255) * widthOf(expected))
        }
        if (scaleSpread(graph) < XNNPACK_LARGEST_SPREAD) expect(fullyAccelerated).toBe(true)
      }),
      { numRuns: 20, examples: [[DEAD_RESIDUAL]] },
    ))
})

describe('an int8 MobileNetV2', () => {
  const [size, classes] = [64, 7]
  const float = inferenceGraph({ ...randomNet({ size, classes, seed: 1 }), size, classes })
  let graph: Graph

  beforeAll(async () => {
    graph = await quantizedNet(float)
  })

  it('answers as in ONNX Runtime, all of it by XNNPACK', async () => {
    const random = createRandom(2)
    for (let i = 0; i < 8; i++) {
      const { answers, fullyAccelerated } = await answersOf(
        graph,
        operand(random, [1, 3, size, size]),
      )
      const { expected, actual } = answers.get('logits')!
      expect(actual.indexOf(Math.max(...actual))).toBe(expected.indexOf(Math.max(...expected)))
      const [before, after] = [expected, actual].map((row) =>
        Float32Array.from(softmax(row, classes)),
      )
      expect(maxDifference(after!, before!)).toBeLessThan(0.01)
      for (const { expected, actual } of answers.values()) {
        expect(maxDifference(actual, expected)).toBeLessThan(0.02 * widthOf(expected))
      }
      expect(fullyAccelerated).toBe(true)
    }
  })

  it('computes on levels from the image to the last features, and nowhere else', () => {
    const operators = operatorsOf(graph)
    const [first, last] = [operators.indexOf('QUANTIZE'), operators.indexOf('DEQUANTIZE')]
    expect(first).toBe(0)
    expect(operators.slice(last)).toEqual([
      'DEQUANTIZE',
      'MEAN',
      'RESHAPE',
      'CONV_2D',
      'MEAN',
      'RESHAPE',
      'ADD',
    ])
    expect(operators.slice(1, last).filter((name) => name.includes('QUANTIZE'))).toEqual([])
    expect(operators.slice(1, last)).toEqual(operatorsOf(float).slice(0, last - 1))
  })

  it('saves most of the three bytes that each weight before the head needs less', () => {
    const weights = [...graph.initializers.values()].filter(({ dtype }) => dtype === 'int8')
    const count = weights.reduce((sum, { data }) => sum + data.length, 0)
    const saved = writeTflite(float).length - writeTflite(graph).length
    expect(saved).toBeGreaterThan(2 * count)
    expect(saved).toBeLessThan(3 * count)
  })
})

describe('quantized parts of a float network', () => {
  const random = createRandom(4)
  const x = operand(random, [1, 2, 3, 4])

  it('are dequantized beforehand where weights alone are int8', async () => {
    const builder = createBuilder()
    const image = builder.input('x', 'float32', ['N', 2, 3, 4])
    const scales = { dtype: 'float32', ...operand(random, [3], () => 0.5) } as const
    const levels = Int8Array.from({ length: 6 }, (_, i) => 10 * i - 25)
    const weight = builder.node(
      'DequantizeLinear',
      [
        builder.initializer({ dtype: 'int8', shape: [3, 2, 1, 1], data: levels }),
        builder.initializer(scales),
      ],
      { axis: int(0) },
    )
    expose(builder, builder.node('Conv', [image, weight]), 'y')
    await expectParity(builder.finish('weights'), { x })
  })

  it.each<[string, Tensor, number]>([
    ['around 0', { dtype: 'uint8', shape: [2, 2, 1, 1], data: Uint8Array.of(1, 2, 3, 4) }, 0],
    ['input channels', { dtype: 'int8', shape: [2, 2, 1, 1], data: Int8Array.of(1, 2, 3, 4) }, 1],
  ])('are refused where their weights are of another kind: %s', (problem, levels, axis) => {
    const builder = createBuilder()
    const [image, scale] = [builder.input('x', 'float32', ['N', 2, 3, 4]), builder.scalar(0.1)]
    const passThrough = (value: Value) =>
      builder.node('DequantizeLinear', [builder.node('QuantizeLinear', [value, scale]), scale])
    const scales = builder.initializer(float32Tensor(Float32Array.of(1, 2), [2]))
    const weight = builder.node('DequantizeLinear', [builder.initializer(levels), scales], {
      axis: int(axis),
    })
    const convolved = builder.node('Conv', [passThrough(image), weight])
    expose(builder, passThrough(convolved), 'y')
    expect(() => writeTflite(builder.finish('weights'))).toThrow(
      expect.objectContaining({
        code: 'graph-invalid',
        message: expect.stringContaining(problem),
      }),
    )
  })

  it('must have constant scales', () => {
    const builder = createBuilder()
    const image = builder.input('x', 'float32', ['N', 2])
    const scale = builder.input('scale', 'float32', [2])
    const levels = builder.node('QuantizeLinear', [image, scale])
    expose(builder, builder.node('DequantizeLinear', [levels, scale]), 'y')
    expect(() => writeTflite(builder.finish('scale'))).toThrow(
      expect.objectContaining({
        code: 'graph-invalid',
        message: expect.stringContaining('not constant'),
      }),
    )
  })
})
