import type { Graph } from '../../graph/graph.ts'
import type { Tensor } from '../../graph/tensor.ts'
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
 * changed. Weights are drawn as for training from scratch (He et al., Delving deep into rectifiers, 2015, equation 10), so
 * that activations keep their size, and biases are 0.
 */
export function* cascadingRandomisation(
  graph: Graph,
  random: Random,
): Generator<RandomisedGraph, void, undefined> {
  const initializers = new Map(graph.initializers)
  for (const [block, names] of blocksFromTheTop(graph)) {
    for (const name of names) {
      const tensor = initializers.get(name)!
      initializers.set(name, { ...tensor, data: drawAnew(tensor, random) })
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

function drawAnew({ shape, data }: Tensor, random: Random): Float32Array {
  const drawn = new Float32Array(data.length)
  if (shape.length < 2) return drawn
  const deviation = Math.sqrt((2 * shape[0]!) / data.length) // inputs of each output: all weights over the outputs
  return drawn.map(() => deviation * random.normal())
}
