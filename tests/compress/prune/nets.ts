import type { Builder } from '../../../src/graph/builder.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import type { Graph, Value } from '../../../src/graph/graph.ts'
import { relu6 } from '../../../src/graph/operators/activation.ts'
import { createRandom, type Random } from '../../../src/random.ts'
import { IMAGE_SHAPE, LAYERS, randomConvolution } from '../quantize/nets.ts'

export type NetLayer = (builder: Builder, x: Value, random: Random, name: string) => Value

/** Expansion, depthwise, projection, and a sum with what came in where the width stays. */
export const invertedResidual =
  (hidden: number, outputs?: number): NetLayer =>
  (builder, x, random, name) => {
    const width = outputs ?? (x.shape[1] as number)
    const layer = (from: Value, part: string, options: Parameters<typeof randomConvolution>[4]) =>
      randomConvolution(builder, from, random, `${name}.${part}`, options)
    const expanded = relu6(builder, layer(x, 'expand', { outputs: hidden }))
    const filter = { outputs: hidden, kernel: 3, depthwise: true }
    const filtered = relu6(builder, layer(expanded, 'depthwise', filter))
    const projected = layer(filtered, 'project', { outputs: width })
    return width === x.shape[1] ? builder.node('Add', [x, projected]) : projected
  }

export const PRUNABLE_LAYERS = {
  ...LAYERS,
  narrow: invertedResidual(8),
  wide: invertedResidual(24),
  widening: invertedResidual(16, 6),
} satisfies Record<string, NetLayer>

/** image [N, 3, 6, 6] through layers, named by their position, to `features`. */
export function layeredNet(layers: readonly NetLayer[], seed = 1): Graph {
  const builder = createBuilder()
  const random = createRandom(seed)
  const image = builder.input('image', 'float32', ['N', ...IMAGE_SHAPE.slice(1)])
  const features = layers.reduce((x, layer, i) => layer(builder, x, random, `layers.${i}`), image)
  builder.output(builder.node('Identity', [features], {}, { outputs: ['features'] }))
  return builder.finish('net')
}
