import type { Graph, GraphNode } from '../../graph/graph.ts'
import { readersOf } from '../../graph/rewrite/readers.ts'

/** What of a graph computes in 8 bits. */
export type QuantizationPlan = {
  /** The value that each quantized node makes; behind its ReLU, where the range of that value makes the ReLU superfluous. */
  readonly outputs: ReadonlyMap<GraphNode, string>
  /** ReLU and ReLU6 nodes that are left out. */
  readonly absorbed: ReadonlySet<GraphNode>
  /** Values to hold in 8 bits: inputs and outputs of the quantized nodes, in the order in which they are made. */
  readonly activations: readonly string[]
}

/**
 * Finds the convolutions, additions and global average pools that can compute in 8 bits; every other operator stays float32.
 *
 * @param head nothing that depends on this value is quantized
 */
export function planQuantization(graph: Graph, head?: string): QuantizationPlan {
  const readers = readersOf(graph)
  const inHead = dependents(graph, head)
  const outputs = new Map<GraphNode, string>()
  const absorbed = new Set<GraphNode>()
  for (const node of graph.nodes) {
    if (inHead.has(node) || !isQuantizable(graph, node)) continue
    const [output] = node.outputs as [string]
    const [reader, ...others] = readers.get(output) ?? []
    if (reader && others.length === 0 && !inHead.has(reader) && isRelu(graph, reader)) {
      absorbed.add(reader)
      outputs.set(node, reader.outputs[0]!)
    } else {
      outputs.set(node, output)
    }
  }
  const used = new Set([...outputs].flatMap(([node, output]) => [...dataInputs(node), output]))
  const made = [...graph.inputs.map(({ name }) => name), ...graph.nodes.flatMap((n) => n.outputs)]
  return { outputs, absorbed, activations: made.filter((name) => used.has(name)) }
}

/** The inputs that are no parameters. */
export function dataInputs({ op, inputs }: GraphNode): readonly string[] {
  return op === 'Conv' ? inputs.slice(0, 1) : inputs
}

/** How a value is called in reports: by the layer whose weight makes it, otherwise by its own name. */
export function layerOf({ outputs }: QuantizationPlan, activation: string): string {
  const maker = [...outputs].find(([, output]) => output === activation)?.[0]
  return maker?.op === 'Conv' ? layerName(maker) : activation
}

/** `blocks.3.expand`, for a weight named `blocks.3.expand.weight`. */
export function layerName({ inputs }: GraphNode): string {
  return inputs[1]!.replace(/\.weight$/, '')
}

function dependents({ nodes }: Graph, source: string | undefined): ReadonlySet<GraphNode> {
  const reached = new Set([source])
  const found = new Set<GraphNode>()
  for (const node of nodes) {
    if (!node.inputs.some((name) => reached.has(name))) continue
    found.add(node)
    for (const name of node.outputs) reached.add(name)
  }
  return found
}

function isQuantizable({ initializers, values }: Graph, node: GraphNode): boolean {
  const isFloat = (name: string) => values.get(name)?.dtype === 'float32'
  const isParameter = (name: string) => initializers.has(name)
  if (!node.inputs.every(isFloat)) return false
  switch (node.op) {
    case 'Conv':
      return !isParameter(node.inputs[0]!) && node.inputs.slice(1).every(isParameter)
    case 'Add':
    case 'GlobalAveragePool':
      return !node.inputs.some(isParameter)
    default:
      return false
  }
}

/** Whether a node does nothing to a value whose quantized range starts at 0 and ends where the node saturates. */
function isRelu({ initializers }: Graph, { op, inputs }: GraphNode): boolean {
  const [low, high] = inputs.slice(1).map((name) => initializers.get(name)?.data[0])
  if (op !== 'Clip') return op === 'Relu'
  return low === 0 && (inputs.length < 3 || Number(high) > 0)
}
