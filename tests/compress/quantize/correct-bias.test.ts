import { describe, expect, it } from 'vitest'
import { foldChannels } from '../../../src/compress/quantize/channels.ts'
import { correctBias } from '../../../src/compress/quantize/correct-bias.ts'
import { dequantize, quantizeParameters } from '../../../src/compress/quantize/parameters.ts'
import type { Graph } from '../../../src/graph/graph.ts'
import { float32Tensor } from '../../../src/graph/tensor.ts'
import { buildNet, LAYERS, randomCalibration, valuesOf } from './nets.ts'

/** The graph with its weights rounded to int8. */
function withRoundedWeights(graph: Graph): Graph {
  const initializers = new Map(
    [...graph.initializers].map(([name, tensor]) => {
      if (!name.endsWith('.weight')) return [name, tensor]
      const rounded = dequantize(quantizeParameters(tensor, undefined, 1).weight)
      return [name, float32Tensor(rounded, tensor.shape)]
    }),
  )
  return { ...graph, initializers }
}

async function channelSums(graph: Graph, name: string): Promise<Float64Array> {
  const sums = new Float64Array(graph.values.get(name)!.shape[1] as number)
  for await (const image of randomCalibration(1).batches()) {
    const data = (await valuesOf(graph, [name], image)).get(name)!
    const shape = [image.shape[0]!, ...(graph.values.get(name)!.shape.slice(1) as number[])]
    foldChannels(float32Tensor(data, shape), sums, (sum, value) => sum + value)
  }
  return sums
}

const distance = (a: Float64Array, b: Float64Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))

describe('correctBias', () => {
  it.each([
    ['a dense convolution', LAYERS.dense],
    ['a depthwise convolution', LAYERS.depthwise],
  ])('gives the output of %s with a rounded weight the mean that it had', async (_, layer) => {
    const graph = buildNet({ layers: [layer], seed: 6 })
    const [name] = graph.nodes[0]!.outputs as [string]
    const corrected = await correctBias(graph, randomCalibration(1))
    const exact = await channelSums(graph, name)
    const rounded = await channelSums(withRoundedWeights(graph), name)
    const repaired = await channelSums(withRoundedWeights(corrected), name)
    expect(distance(rounded, exact)).toBeGreaterThan(1e-3)
    expect(distance(repaired, exact)).toBeLessThan(0.05 * distance(rounded, exact))
  })

  it('gives a convolution without a bias one', async () => {
    const graph = buildNet({ layers: [LAYERS.dense], seed: 6 })
    const [convolution, ...others] = graph.nodes
    const bare = { ...convolution!, inputs: convolution!.inputs.slice(0, 2) }
    const corrected = await correctBias(
      { ...graph, nodes: [bare, ...others] },
      randomCalibration(1),
    )
    const name = corrected.nodes[0]!.inputs[2]!
    expect(corrected.initializers.get(name)!.shape).toEqual([4])
    expect(corrected.values.get(name)!.shape).toEqual([4])
  })

  it('leaves what depends on the head, and every weight, alone', async () => {
    const graph = buildNet({ layers: [LAYERS.dense, LAYERS.dense], seed: 6 })
    const head = graph.nodes[0]!.outputs[0]!
    const { initializers } = await correctBias(graph, randomCalibration(1), head)
    const changed = [...initializers].filter(
      ([name, { data }]) => `${data}` !== `${graph.initializers.get(name)!.data}`,
    )
    expect(changed.map(([name]) => name)).toEqual(['layers.0.bias'])
  })
})
