import { type Graph, type GraphNode, intAttribute } from '../../graph/graph.ts'
import { readersOf } from '../../graph/rewrite/readers.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { foldChannels } from './channels.ts'
import { observe } from './observe.ts'
import { planQuantization } from './plan.ts'
import type { Calibration } from './session.ts'

/** Two convolutions with nothing but a ReLU between them. */
type Pair = {
  readonly first: GraphNode
  readonly second: GraphNode
  /** Where the ReLU between them saturates. */
  readonly bound: number
}

const SWEEPS = 10
/** The share of the way to saturation that a scaled channel may use; one that came closer is left alone. */
const HEADROOM = 0.8

/**
 * Cross-layer equalization (Nagel et al., Data-Free Quantization Through Weight Equalization and Bias Correction, 2019,
 * section 4.1): channel c between two convolutions is divided by s = sqrt(r1 / r2), with r1 and r2 the largest weights that
 * make and that read it, and its readers are multiplied by s.
 *
 * The paper replaces ReLU6 by ReLU. Here ReLU6 stays, which only commutes with s where it does not saturate: s is limited to
 * what keeps a channel below 6, and is 1 for channels that saturate. So the graph computes what it computed before on all
 * inputs whose channels stay within 1.25 times what calibration saw.
 *
 * @param head nothing that depends on this value changes
 */
export async function equalize(
  graph: Graph,
  calibration: Calibration,
  head?: string,
): Promise<Graph> {
  const pairs = findPairs(graph, head)
  const largest = new Map(
    pairs.map(({ first }) => [
      first.outputs[0]!,
      new Float64Array(weightOf(graph, first).shape[0]!),
    ]),
  )
  await observe(graph, [...largest.keys()], calibration, (name, tensor) =>
    foldChannels(tensor, largest.get(name)!, Math.max),
  )
  const parameters = new Map<string, Float32Array>()
  for (const name of pairs.flatMap(({ first, second }) => [...first.inputs, ...second.inputs])) {
    const tensor = graph.initializers.get(name)
    if (tensor) parameters.set(name, Float32Array.from(tensor.data as Float32Array))
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const pair of pairs) scalePair(graph, pair, parameters, largest)
  }
  const initializers = new Map(
    [...graph.initializers].map(([name, tensor]) => [
      name,
      { ...tensor, data: parameters.get(name) ?? tensor.data },
    ]),
  )
  return { ...graph, initializers }
}

function findPairs(graph: Graph, head?: string): readonly Pair[] {
  const { outputs, absorbed } = planQuantization(graph, head)
  const readers = readersOf(graph)
  const onlyReader = (name: string) => {
    const [reader, ...others] = readers.get(name) ?? []
    return others.length === 0 ? reader : undefined
  }
  const movable = (node: GraphNode | undefined) =>
    node?.op === 'Conv' && outputs.has(node) && node.inputs.slice(1).every(onlyReader)
  return [...outputs].flatMap(([first, output]) => {
    const second = onlyReader(output)
    if (!second || !movable(first) || !movable(second)) return []
    const relu = onlyReader(first.outputs[0]!)
    const high = relu && absorbed.has(relu) && graph.initializers.get(relu.inputs[2] ?? '')
    return [{ first, second, bound: high ? Number(high.data[0]) : Number.POSITIVE_INFINITY }]
  })
}

function scalePair(
  graph: Graph,
  { first, second, bound }: Pair,
  parameters: ReadonlyMap<string, Float32Array>,
  largest: ReadonlyMap<string, Float64Array>,
): void {
  const seen = largest.get(first.outputs[0]!)!
  const [made, bias, read] = [first.inputs[1]!, first.inputs[2] ?? '', second.inputs[1]!].map(
    (name) => parameters.get(name),
  ) as [Float32Array, Float32Array | undefined, Float32Array]
  const channelOfMade = (index: number) => Math.floor(index / (made.length / seen.length))
  const channelOfRead = inputChannels(second, weightOf(graph, second))
  const makers = maxima(made, channelOfMade, seen.length)
  const readers = maxima(read, channelOfRead, seen.length)
  const limit = HEADROOM * bound
  const factors = seen.map((value, channel) => {
    const [maker, reader] = [makers[channel]!, readers[channel]!]
    if (maker === 0 || reader === 0 || value > limit) return 1
    return Math.max(Math.sqrt(maker / reader), value / limit)
  })
  made.forEach((w, i) => {
    made[i] = w / factors[channelOfMade(i)]!
  })
  read.forEach((w, i) => {
    read[i] = w * factors[channelOfRead(i)]!
  })
  bias?.forEach((b, channel) => {
    bias[channel] = b / factors[channel]!
  })
  seen.forEach((value, channel) => {
    seen[channel] = value / factors[channel]!
  })
}

function maxima(
  weights: Float32Array,
  channelOf: (index: number) => number,
  channels: number,
): Float64Array {
  const result = new Float64Array(channels)
  weights.forEach((w, i) => {
    const channel = channelOf(i)
    result[channel] = Math.max(result[channel]!, Math.abs(w))
  })
  return result
}

/** The input channel that each element of a weight [O, C / group, kh, kw] reads. */
function inputChannels({ attributes }: GraphNode, { shape }: Tensor): (index: number) => number {
  const [outputs, perGroup, height, width] = shape as [number, number, number, number]
  const outputsPerGroup = outputs / intAttribute(attributes, 'group', 1)
  return (index) => {
    const output = Math.floor(index / (perGroup * height * width))
    const within = Math.floor(index / (height * width)) % perGroup
    return Math.floor(output / outputsPerGroup) * perGroup + within
  }
}

function weightOf({ initializers }: Graph, { inputs }: GraphNode): Tensor {
  return initializers.get(inputs[1]!)!
}
