import type { Graph, GraphNode, Value } from '../../graph/graph.ts'
import { readersOf } from '../../graph/rewrite/readers.ts'
import { float32Tensor, type Tensor } from '../../graph/tensor.ts'
import { foldChannels } from './channels.ts'
import { observe } from './observe.ts'
import { dequantize, quantizeParameters } from './parameters.ts'
import { planQuantization } from './plan.ts'
import type { Calibration } from './session.ts'

/** A convolution and the value that its rounded weight adds to its output. */
type Shift = { readonly node: GraphNode; readonly error: string }

/**
 * Bias correction (Nagel et al., 2019, section 4.2): rounding a weight W by E shifts the mean of each output channel by the
 * mean of E * x, which is taken from the bias. The means are those of the calibration inputs, with the padding.
 *
 * @param head nothing that depends on this value changes
 */
export async function correctBias(
  graph: Graph,
  calibration: Calibration,
  head?: string,
): Promise<Graph> {
  const shifts: Shift[] = [...planQuantization(graph, head).outputs.keys()]
    .filter(({ op }) => op === 'Conv')
    .map((node) => ({ node, error: `${node.outputs[0]}.error` }))
  const means = await channelMeans(withErrors(graph, shifts), shifts, calibration)
  const readers = readersOf(graph)
  const initializers = new Map(graph.initializers)
  const values = new Map(graph.values)
  const corrected = new Map(
    shifts.map(({ node, error }) => {
      const bias = graph.initializers.get(node.inputs[2] ?? '')
      const data = Float32Array.from(
        means.get(error)!,
        (mean, channel) => Number(bias?.data[channel] ?? 0) - mean,
      )
      const own = node.inputs[2] ?? ''
      const name = readers.get(own)?.length === 1 ? own : `${node.outputs[0]}.bias`
      const tensor = float32Tensor(data, [data.length])
      initializers.set(name, tensor)
      values.set(name, { name, ...typeOf(tensor) })
      return [node, { ...node, inputs: [...node.inputs.slice(0, 2), name] }]
    }),
  )
  const nodes = graph.nodes.map((node) => corrected.get(node) ?? node)
  return { ...graph, nodes, initializers, values }
}

/** The graph with another convolution beside each, by the error of its weight. */
function withErrors(graph: Graph, shifts: readonly Shift[]): Graph {
  const initializers = new Map(graph.initializers)
  const values = new Map(graph.values)
  const nodes = shifts.map(({ node, error }): GraphNode => {
    const weight = graph.initializers.get(node.inputs[1]!)!
    const name = `${error}.weight`
    initializers.set(name, weightError(weight))
    values.set(name, { name, ...typeOf(weight) })
    values.set(error, { ...(graph.values.get(node.outputs[0]!) as Value), name: error })
    return { ...node, inputs: [node.inputs[0]!, name], outputs: [error] }
  })
  return { ...graph, nodes: [...graph.nodes, ...nodes], initializers, values }
}

function weightError(weight: Tensor): Tensor {
  const rounded = dequantize(quantizeParameters(weight, undefined, 1).weight)
  return float32Tensor(
    rounded.map((value, i) => value - Number(weight.data[i])),
    weight.shape,
  )
}

async function channelMeans(graph: Graph, shifts: readonly Shift[], calibration: Calibration) {
  const names = shifts.map(({ error }) => error)
  const sums = new Map(
    names.map((name) => [name, new Float64Array(graph.values.get(name)!.shape[1] as number)]),
  )
  const counts = new Map(names.map((name) => [name, 0]))
  await observe(graph, names, calibration, (name, tensor) => {
    const channels = sums.get(name)!
    foldChannels(tensor, channels, (sum, value) => sum + value)
    counts.set(name, counts.get(name)! + tensor.data.length / channels.length)
  })
  return new Map([...sums].map(([name, sum]) => [name, sum.map((s) => s / counts.get(name)!)]))
}

function typeOf({ dtype, shape }: Tensor) {
  return { dtype, shape }
}
