import fc from 'fast-check'
import { type Builder, createBuilder } from '../../../src/graph/builder.ts'
import { type Graph, int, type Value } from '../../../src/graph/graph.ts'
import { hardSwish, relu6, swish } from '../../../src/graph/operators/activation.ts'
import { convolution, type Pads } from '../../../src/graph/operators/convolution.ts'
import { globalAveragePool } from '../../../src/graph/operators/linear.ts'
import { createRandom, type Random } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'
import type { Feeds } from '../../graph/run-graph.ts'
import { expose } from './parity.ts'

type Step = (builder: Builder, x: Value, random: Random) => Value

const constant = (builder: Builder, random: Random, ...shape: number[]) =>
  builder.initializer({ dtype: 'float32', ...operand(random, shape) })

const channelsOf = (x: Value) => x.shape[1] as number

/** A kernel, stride and padding that fit any image, among them those of PyTorch and TensorFlow. */
function window(random: Random) {
  const kernel = 1 + random.int(3)
  const pads = Array.from({ length: 4 }, () => random.int(kernel)) as unknown as Pads
  const least = kernel - 1
  const fitting = pads.map((pad, side) => (side < 2 ? pad : Math.max(pad, least - pads[side - 2]!)))
  return { kernel, stride: 1 + random.int(2), pads: fitting as unknown as Pads }
}

function dense(builder: Builder, x: Value, random: Random): Value {
  const { kernel, ...options } = window(random)
  const outputs = 1 + random.int(6)
  const weight = constant(builder, random, outputs, channelsOf(x), kernel, kernel)
  const bias = random.chance(0.7) ? constant(builder, random, outputs) : undefined
  return convolution(builder, x, weight, bias, options)
}

function depthwise(builder: Builder, x: Value, random: Random): Value {
  const { kernel, ...options } = window(random)
  const group = channelsOf(x)
  const weight = constant(builder, random, group, 1, kernel, kernel)
  return convolution(builder, x, weight, constant(builder, random, group), { ...options, group })
}

const STEPS: readonly Step[] = [
  dense,
  depthwise,
  (builder, x, random) => relu6(builder, dense(builder, x, random)),
  (builder, x, random) => relu6(builder, depthwise(builder, x, random)),
  (builder, x) => builder.node('Add', [x, hardSwish(builder, x)]),
  (builder, x, random) => builder.node('Mul', [x, constant(builder, random, channelsOf(x), 1, 1)]),
  swish,
]

export type GraphCase = { readonly graph: Graph; readonly feeds: Feeds }

/** Small convolutional networks with random weights and an image for each. */
export const graphArbitrary: fc.Arbitrary<GraphCase> = fc
  .record({
    steps: fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 6 }),
    size: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    channels: fc.integer({ min: 1, max: 4 }),
    softmax: fc.boolean(),
    seed: fc.integer(),
  })
  .map(({ steps, size, channels, softmax, seed }) => {
    const random = createRandom(seed)
    const builder = createBuilder()
    const image = builder.input('image', 'float32', ['N', channels, ...size])
    const features = steps.reduce((x, step) => step(builder, x, random), image)
    const pooled = globalAveragePool(builder, features)
    expose(builder, features, 'features')
    expose(
      builder,
      softmax ? builder.node('Softmax', [pooled], { axis: int(1) }) : pooled,
      'pooled',
    )
    const feeds = { image: operand(random, [1, channels, ...size]) }
    return { graph: builder.finish('random'), feeds }
  })
