import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import { differentiate } from '../../../src/graph/gradient/differentiate.ts'
import { lower } from '../../../src/graph/lower/lower.ts'
import { relu6 } from '../../../src/graph/operators/activation.ts'
import { batchNormTraining } from '../../../src/graph/operators/batch-norm.ts'
import { convolution, symmetricPads } from '../../../src/graph/operators/convolution.ts'
import { globalAveragePool } from '../../../src/graph/operators/linear.ts'
import { reduceSum } from '../../../src/graph/operators/reduction.ts'
import { createRandom } from '../../../src/random.ts'
import { detectBlockSize } from '../../../src/train/engine/block-size.ts'
import { operand } from '../gradient-check.ts'
import { maxDifference, runGraph } from '../run-graph.ts'

const block = await detectBlockSize()
const CHANNELS = block || 16
const vector = [CHANNELS]
const random = createRandom(1)
const feeds = {
  image: operand(random, [2, 3, 9, 9]),
  weight: operand(random, [CHANNELS, 3, 3, 3]),
  spatial: operand(random, [CHANNELS, 1, 3, 3]),
  scale: operand(random, vector),
  bias: operand(random, vector),
  mean: operand(random, vector),
  variance: operand(random, vector, () => random.uniform(0.5, 2)),
}

/** Convolution, BatchNorm in training form, ReLU6, depthwise convolution, and everything's gradient. */
function stepGraph() {
  const builder = createBuilder()
  const input = (name: keyof typeof feeds) => builder.input(name, 'float32', feeds[name].shape)
  const [image, weight, spatial] = [input('image'), input('weight'), input('spatial')]
  const norm = {
    scale: input('scale'),
    bias: input('bias'),
    mean: input('mean'),
    variance: input('variance'),
  }
  const down = { stride: 2, pads: symmetricPads(3) }
  const features = convolution(builder, image, weight, undefined, down)
  const { y, mean, variance } = batchNormTraining(builder, features, norm)
  const depthwise = { pads: symmetricPads(3), group: CHANNELS }
  const filtered = convolution(builder, relu6(builder, y), spatial, norm.bias, depthwise)
  const pooled = globalAveragePool(builder, relu6(builder, filtered))
  const loss = reduceSum(builder, builder.node('Mul', [pooled, pooled]), [0, 1])
  const gradients = differentiate(builder, loss, [weight, spatial, norm.scale, norm.bias])
  for (const value of [loss, mean, variance, ...gradients.values()]) builder.output(value)
  return builder.finish('step')
}

describe('lower', () => {
  it.each([0, block])(
    'leaves no operator of our own, and every output its name (block %i)',
    (size) => {
      const graph = stepGraph()
      const lowered = lower(graph, { block: size })
      expect(graph.nodes.map(({ domain }) => domain)).toContain('dermalite')
      expect(lowered.nodes.map(({ domain }) => domain)).not.toContain('dermalite')
      expect(lowered.inputs).toEqual(graph.inputs)
      expect(lowered.outputs).toEqual(graph.outputs)
    },
  )

  it.skipIf(block === 0)('gives the same outputs in blocks of channels as without', async () => {
    const graph = stepGraph()
    const plain = await runGraph(lower(graph), feeds)
    const blocked = lower(graph, { block })
    expect(blocked.nodes.map(({ domain }) => domain)).toContain('com.microsoft.nchwc')
    const results = await runGraph(blocked, feeds)
    for (const [name, { data }] of Object.entries(plain)) {
      const scale = Math.max(1, ...data.map(Math.abs))
      expect(maxDifference(results[name]!.data, data) / scale).toBeLessThan(1e-4)
    }
  })
})
