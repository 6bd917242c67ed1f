import type { Graph } from '../../graph/graph.ts'
import type { Random } from '../../random.ts'

/** A network with its last layers forgotten. */
export type RandomisedGraph = {
  /** The block whose weights were the last to be drawn anew, such as `blocks.12`. */
  readonly block: string
  readonly graph: Graph
}

/**
 * Cascading randomisation (Adebayo et al., Sanity checks for saliency maps, 2018, section 3): the weights of the network are
 * drawn anew block by block, from the classifier down to the first convolution; each graph keeps what the ones before it
 * changed. A tensor is drawn from the normal distribution of its own mean and deviation, so that activations keep their size.
 */
export function* cascadingRandomisation(
  graph: Graph,
  random: Random,
): Generator<RandomisedGraph, void, undefined> {
  const initializers = new Map(graph.initializers)
  for (const [block, names] of blocksFromTheTop(graph)) {
    for (const name of names) {
      const tensor = initializers.get(name)!
      const data = drawAnew(tensor.data as Float32Array, random)
      initializers.set(name, { ...tensor, data })
    }
    yield { block, graph: { ...graph, initializers: new Map(initializers) } }
  }
}

/** Names of weights and biases by block, the last block first. */
function blocksFromTheTop({ nodes, initializers }: Graph): Map<string, string[]> {
  const blocks = new Map<string, string[]>()
  for (const { inputs } of [...nodes].reverse()) {
    for (const name of inputs) {
      const tensor = initializers.get(name)
      if (tensor?.dtype !== 'float32' || tensor.data.length < 2) continue
      const block = blockOf(name)
      const known = blocks.get(block) ?? []
      if (!known.includes(name)) blocks.set(block, [...known, name])
    }
  }
  return blocks
}

/** `blocks.12.expand.weight` -> `blocks.12`, `head.bias` -> `head`. */
function blockOf(name: string): string {
  const [first, second] = name.split('.')
  return /^\d+$/.test(second ?? '') ? `${first}.${second}` : first!
}

function drawAnew(data: Float32Array, random: Random): Float32Array {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length
  const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length
  return data.map(() => mean + Math.sqrt(variance) * random.normal())
}
