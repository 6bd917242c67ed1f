import fc from 'fast-check'
import { openWithOnnxRuntime } from '../../../src/compress/quantize/node/open-graph.ts'
import type { Calibration } from '../../../src/compress/quantize/session.ts'
import { type Builder, createBuilder } from '../../../src/graph/builder.ts'
import type { Graph, Value } from '../../../src/graph/graph.ts'
import { hardSwish, relu6 } from '../../../src/graph/operators/activation.ts'
import { convolution, symmetricPads } from '../../../src/graph/operators/convolution.ts'
import { float32Tensor, type Tensor } from '../../../src/graph/tensor.ts'
import { createRandom, type Random } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'

export const IMAGE_SHAPE = [2, 3, 6, 6]

type Layer = (builder: Builder, x: Value, random: Random, name: string) => Value

export type NetOptions = {
  readonly layers: readonly Layer[]
  readonly seed: number
}

/** A convolution with random weights, spread over three orders of magnitude from channel to channel. */
export function randomConvolution(
  builder: Builder,
  x: Value,
  random: Random,
  name: string,
  {
    outputs,
    kernel = 1,
    depthwise = false,
  }: { outputs: number; kernel?: number; depthwise?: boolean },
): Value {
  const inputs = x.shape[1] as number
  const shape = [outputs, depthwise ? 1 : inputs, kernel, kernel]
  const { data } = operand(random, shape)
  const spread = Array.from({ length: outputs }, () => 10 ** random.uniform(-2, 1))
  const perChannel = data.length / outputs
  const weight = data.map((w, i) => (w * spread[Math.floor(i / perChannel)]!) / perChannel)
  return convolution(
    builder,
    x,
    builder.initializer(float32Tensor(weight, shape), `${name}.weight`),
    builder.initializer(float32Tensor(operand(random, [outputs]).data, [outputs]), `${name}.bias`),
    { pads: symmetricPads(kernel), group: depthwise ? inputs : 1 },
  )
}

export const LAYERS = {
  dense: (builder, x, random, name) =>
    randomConvolution(builder, x, random, name, { outputs: 4, kernel: 3 }),
  denseRelu6: (builder, x, random, name) =>
    relu6(builder, randomConvolution(builder, x, random, name, { outputs: 5 })),
  denseRelu: (builder, x, random, name) =>
    builder.node('Relu', [randomConvolution(builder, x, random, name, { outputs: 5 })]),
  depthwise: (builder, x, random, name) =>
    relu6(
      builder,
      randomConvolution(builder, x, random, name, {
        ...{ outputs: x.shape[1] as number, kernel: 3, depthwise: true },
      }),
    ),
  residual: (builder, x, random, name) =>
    builder.node('Add', [
      x,
      randomConvolution(builder, x, random, name, { outputs: x.shape[1] as number }),
    ]),
  hardSwish,
  pool: (builder, x) => builder.node('Add', [x, builder.node('GlobalAveragePool', [x])]),
} satisfies Record<string, Layer>

/** image [N, 3, 6, 6] through layers to `features`. */
export function buildNet({ layers, seed }: NetOptions): Graph {
  const builder = createBuilder()
  const random = createRandom(seed)
  const image = builder.input('image', 'float32', ['N', ...IMAGE_SHAPE.slice(1)])
  const features = layers.reduce((x, layer, i) => layer(builder, x, random, `layers.${i}`), image)
  builder.output(builder.node('Identity', [features], {}, { outputs: ['features'] }))
  return builder.finish('net')
}

export const netArbitrary: fc.Arbitrary<NetOptions> = fc.record({
  layers: fc.array(fc.constantFrom(...Object.values(LAYERS)), { minLength: 1, maxLength: 5 }),
  seed: fc.integer(),
})

/** Batches of random images, the same at every call. */
export function randomCalibration(seed: number, batches = 2): Calibration {
  return {
    open: openWithOnnxRuntime({ threads: 1 }),
    async *batches() {
      const random = createRandom(seed, 1)
      for (let i = 0; i < batches; i++) yield randomImages(random)
    },
  }
}

export function randomImages(random: Random): Tensor {
  return { dtype: 'float32', ...operand(random, IMAGE_SHAPE) }
}

/** The values of a graph on one input. */
export async function valuesOf(
  graph: Graph,
  names: readonly string[],
  image: Tensor,
): Promise<ReadonlyMap<string, Float32Array>> {
  const outputs = names.map((name) => graph.values.get(name)!)
  const session = await openWithOnnxRuntime({ threads: 1 })({ ...graph, outputs })
  const results = await session.run(image)
  await session.dispose()
  return new Map([...results].map(([name, { data }]) => [name, data as Float32Array]))
}
