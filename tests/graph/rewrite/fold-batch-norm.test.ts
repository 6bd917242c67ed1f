import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import type { Graph } from '../../../src/graph/graph.ts'
import { batchNorm } from '../../../src/graph/operators/batch-norm.ts'
import { convolution, symmetricPads } from '../../../src/graph/operators/convolution.ts'
import { foldBatchNorm } from '../../../src/graph/rewrite/fold-batch-norm.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../gradient-check.ts'
import { maxDifference, runGraph } from '../run-graph.ts'

const CHANNELS = 4
const image = operand(createRandom(0), [2, CHANNELS, 5, 5])

type Layer = {
  readonly name: string
  readonly bias: boolean
  readonly kernel: number
  readonly group: number
}

function createNet() {
  const builder = createBuilder()
  const random = createRandom(7)
  const parameter = (name: string, shape: readonly number[], positive = false) => {
    const draw = positive ? () => random.uniform(0.5, 2) : undefined
    return builder.initializer({ dtype: 'float32', ...operand(random, shape, draw) }, name)
  }
  const x = builder.input('x', 'float32', image.shape)
  const norm = (name: string) => ({
    scale: parameter(`${name}.scale`, [CHANNELS]),
    bias: parameter(`${name}.shift`, [CHANNELS]),
    mean: parameter(`${name}.mean`, [CHANNELS]),
    variance: parameter(`${name}.variance`, [CHANNELS], true),
  })
  const layer = ({ name, bias, kernel, group }: Layer, input = x) => {
    const weight = parameter(`${name}.weight`, [CHANNELS, CHANNELS / group, kernel, kernel])
    const biasValue = bias ? parameter(`${name}.bias`, [CHANNELS]) : undefined
    return convolution(builder, input, weight, biasValue, { pads: symmetricPads(kernel), group })
  }
  return { builder, x, norm, layer }
}

const operators = (graph: Graph) => graph.nodes.map(({ op }) => op)

async function expectSameOutputs(graph: Graph, folded: Graph) {
  const before = await runGraph(graph, { x: image })
  const after = await runGraph(folded, { x: image })
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const [name, { data }] of Object.entries(before)) {
    expect(maxDifference(after[name]!.data, data)).toBeLessThan(1e-4)
  }
}

describe('foldBatchNorm', () => {
  it('folds into dense, depthwise, grouped and pointwise convolutions with and without bias', async () => {
    const { builder, x, norm, layer } = createNet()
    const layers: Layer[] = [
      { name: 'dense', bias: false, kernel: 3, group: 1 },
      { name: 'depthwise', bias: true, kernel: 3, group: CHANNELS },
      { name: 'grouped', bias: false, kernel: 3, group: 2 },
      { name: 'pointwise', bias: true, kernel: 1, group: 1 },
    ]
    const y = layers.reduce(
      (input, each) => batchNorm(builder, layer(each, input), norm(each.name), { epsilon: 0.01 }),
      x,
    )
    builder.output(y)
    const graph = builder.finish('net')
    const folded = foldBatchNorm(graph)
    expect(operators(folded)).toEqual(['Conv', 'Conv', 'Conv', 'Conv'])
    expect([...folded.initializers.keys()].sort()).toEqual([
      'dense.shift',
      'dense.weight',
      'depthwise.bias',
      'depthwise.weight',
      'grouped.shift',
      'grouped.weight',
      'pointwise.bias',
      'pointwise.weight',
    ])
    await expectSameOutputs(graph, folded)
  })

  it('gives two normalizations of one shared weight a folded weight each', async () => {
    const { builder, x, norm } = createNet()
    const random = createRandom(3)
    const tensor = { dtype: 'float32', ...operand(random, [CHANNELS, CHANNELS, 1, 1]) } as const
    const weight = builder.initializer(tensor, 'shared.weight')
    for (const name of ['a', 'b']) {
      const y = batchNorm(builder, convolution(builder, x, weight, undefined), norm(name))
      builder.output(builder.node('Identity', [y], {}, { outputs: [name] }))
    }
    const graph = builder.finish('net')
    const folded = foldBatchNorm(graph)
    expect(operators(folded)).not.toContain('BatchNormalization')
    expect(folded.initializers.has('shared.weight')).toBe(false)
    await expectSameOutputs(graph, folded)
  })

  const pointwise = { name: 'layer', bias: false, kernel: 1, group: 1 }

  it('leaves a normalization whose convolution something else reads', () => {
    const { builder, norm, layer } = createNet()
    const y = layer(pointwise)
    builder.output(batchNorm(builder, y, norm('norm')))
    builder.output(y)
    const graph = builder.finish('net')
    expect(foldBatchNorm(graph)).toEqual(graph)
  })

  it('leaves a normalization behind another operator', () => {
    const { builder, norm, layer } = createNet()
    const y = builder.node('Relu', [layer(pointwise)])
    builder.output(batchNorm(builder, y, norm('norm')))
    const graph = builder.finish('net')
    expect(foldBatchNorm(graph)).toEqual(graph)
  })

  it('leaves a normalization by statistics that come in with each run', () => {
    const { builder, norm, layer } = createNet()
    const mean = builder.input('mean', 'float32', [CHANNELS])
    const { scale, bias, variance } = norm('norm')
    builder.output(batchNorm(builder, layer(pointwise), { scale, bias, mean, variance }))
    const graph = foldBatchNorm(builder.finish('net'))
    expect(operators(graph)).toEqual(['Conv', 'BatchNormalization'])
  })
})
