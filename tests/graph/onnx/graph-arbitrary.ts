import fc from 'fast-check'
import { type Builder, createBuilder } from '../../../src/graph/builder.ts'
import { float, type Graph, int, ints, type Value } from '../../../src/graph/graph.ts'
import { DATA_TYPES } from '../../../src/graph/onnx/schema.ts'
import { hardSwish, relu6, swish } from '../../../src/graph/operators/activation.ts'
import { batchNorm } from '../../../src/graph/operators/batch-norm.ts'
import { convolution, symmetricPads } from '../../../src/graph/operators/convolution.ts'
import { globalAveragePool, linear } from '../../../src/graph/operators/linear.ts'
import { reduceMean, reduceSum } from '../../../src/graph/operators/reduction.ts'
import { createRandom, type Random } from '../../../src/random.ts'
import { operand } from '../gradient-check.ts'

const CHANNELS = 4

type Step = (builder: Builder, x: Value, random: Random) => Value

const parameter = (builder: Builder, random: Random, ...shape: number[]) =>
  builder.initializer({ dtype: 'float32', ...operand(random, shape) })

/** Functions of [N, 4, 5, 5] to the same shape. */
const STEPS: Readonly<Record<string, Step>> = {
  dense: (builder, x, random) =>
    convolution(
      builder,
      x,
      parameter(builder, random, CHANNELS, CHANNELS, 3, 3),
      parameter(builder, random, CHANNELS),
      { pads: symmetricPads(3) },
    ),
  depthwise: (builder, x, random) =>
    convolution(builder, x, parameter(builder, random, CHANNELS, 1, 3, 3), undefined, {
      pads: symmetricPads(3),
      group: CHANNELS,
    }),
  transposed: (builder, x, random) =>
    builder.node('ConvTranspose', [x, parameter(builder, random, CHANNELS, CHANNELS, 3, 3)], {
      pads: ints([1, 1, 1, 1]),
    }),
  norm: (builder, x, random) =>
    batchNorm(
      builder,
      x,
      {
        scale: parameter(builder, random, CHANNELS),
        bias: parameter(builder, random, CHANNELS),
        mean: parameter(builder, random, CHANNELS),
        variance: builder.initializer({
          dtype: 'float32',
          ...operand(random, [CHANNELS], () => 1),
        }),
      },
      { epsilon: Math.fround(0.01) },
    ),
  relu6,
  clipFromAbove: (builder, x) => builder.node('Clip', [x, undefined, builder.scalar(1)]),
  hardSwish,
  swish,
  hardSigmoid: (builder, x) =>
    builder.node('HardSigmoid', [x], { alpha: float(0.25), beta: float(0.5) }),
  residual: (builder, x) => builder.node('Add', [x, builder.node('Neg', [x])]),
  centre: (builder, x) => builder.node('Sub', [x, reduceMean(builder, x, [2, 3])]),
  share: (builder, x) => builder.node('Div', [x, reduceSum(builder, x, [1])]),
  softmax: (builder, x) => builder.node('Softmax', [x], { axis: int(1) }),
  select: (builder, x) =>
    builder.node('Where', [builder.node('Less', [x, builder.scalar(0)]), x, builder.scalar(2)]),
  mask(builder, x) {
    const positive = builder.node('Greater', [x, builder.scalar(0)])
    const mask = builder.node('Cast', [positive], { to: int(DATA_TYPES.float32) })
    return builder.node('Mul', [x, mask])
  },
  throughUint8(builder, x) {
    const zeroPoint = builder.initializer({ dtype: 'uint8', shape: [], data: Uint8Array.of(128) })
    const parameters = [builder.scalar(0.0625), zeroPoint]
    const quantized = builder.node('QuantizeLinear', [x, ...parameters])
    return builder.node('DequantizeLinear', [quantized, ...parameters])
  },
  throughInt8ByChannel(builder, x) {
    const zeroPoint = builder.initializer({
      ...{ dtype: 'int8', shape: [CHANNELS], data: new Int8Array(CHANNELS) },
    })
    const scale = builder.initializer({
      ...{ dtype: 'float32', shape: [CHANNELS], data: new Float32Array(CHANNELS).fill(0.0625) },
    })
    const quantized = builder.node('QuantizeLinear', [x, scale, zeroPoint], { axis: int(1) })
    return builder.node('DequantizeLinear', [quantized, scale], { axis: int(1) })
  },
  turn: (builder, x) => builder.node('Transpose', [x], { perm: ints([0, 1, 3, 2]) }),
  padAndCrop(builder, x) {
    const padded = builder.node('Pad', [x, builder.ints([0, 0, 1, 0, 0, 0, 0, 2])])
    const axes = [
      [1, 0],
      [6, 5],
      [2, 3],
      [1, 1],
    ].map((list) => builder.ints(list))
    return builder.node('Slice', [padded, ...axes])
  },
}

/** Small graphs: a few random steps, with or without a classifier, for a fixed or any batch. */
export const graphArbitrary: fc.Arbitrary<Graph> = fc
  .record({
    steps: fc.array(fc.constantFrom(...Object.values(STEPS)), { maxLength: 5 }),
    batch: fc.constantFrom(2, 'N'),
    classifier: fc.boolean(),
    name: fc.string(),
    seed: fc.integer(),
  })
  .map(({ steps, batch, classifier, name, seed }) => {
    const random = createRandom(seed)
    const builder = createBuilder()
    const image = builder.input('image', 'float32', [batch, CHANNELS, 5, 5])
    const features = steps.reduce((x, step) => step(builder, x, random), image)
    builder.output(builder.node('Identity', [features], {}, { outputs: ['features'] }))
    if (classifier) {
      const weight = parameter(builder, random, 3, CHANNELS)
      const bias = parameter(builder, random, 3)
      builder.output(linear(builder, globalAveragePool(builder, features), weight, bias))
    }
    return builder.finish(name)
  })

/** Feeds for the input of any of these graphs. */
export const graphFeeds = { image: operand(createRandom(4), [2, CHANNELS, 5, 5]) }
