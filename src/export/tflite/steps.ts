import type { Graph, GraphNode } from '../../graph/graph.ts'
import type { Activation } from './schema.ts'

/** A node with what the file's operator does in one go: the activation and the quantization behind it. */
export type Step = {
  readonly node: GraphNode
  readonly activation: Activation
  /** Computes on the integers behind its dequantized inputs, and its output is quantized. */
  readonly quantized: boolean
  /** The value that the step makes. */
  readonly output: string
}

const ACTIVATABLE = ['Conv', 'Add', 'Sub', 'Mul']
const QUANTIZABLE = ['Conv', 'Add', 'GlobalAveragePool']

/** Joins each node with the ReLU and the quantization that alone read what it makes. */
export function planSteps(graph: Graph): Step[] {
  const readers = soleReaders(graph)
  const dequantized = new Set(
    graph.nodes.filter(({ op }) => op === 'DequantizeLinear').map(({ outputs }) => outputs[0]!),
  )
  const joined = new Set<GraphNode>()
  const join = (node: GraphNode) => {
    joined.add(node)
    return node.outputs[0]!
  }
  return graph.nodes.flatMap((node) => {
    if (joined.has(node)) return []
    let output = node.outputs[0]!
    let activation: Activation = 'none'
    const relu = readers.get(output)
    if (relu && ACTIVATABLE.includes(node.op)) {
      activation = activationOf(graph, relu) ?? 'none'
      if (activation !== 'none') output = join(relu)
    }
    const quantize = readers.get(output)
    const quantized =
      quantize?.op === 'QuantizeLinear' &&
      QUANTIZABLE.includes(node.op) &&
      node.inputs.every((name) => name === '' || dequantized.has(name))
    if (quantized) output = join(quantize)
    return { node, activation, quantized, output }
  })
}

/** The activation that a node is, if a .tflite file knows it. */
export function activationOf(graph: Graph, { op, inputs }: GraphNode): Activation | undefined {
  if (op === 'Relu') return 'relu'
  if (op !== 'Clip') return undefined
  const [low, high] = [1, 2].map((i) => graph.initializers.get(inputs[i] ?? '')?.data[0])
  if (low !== 0) return undefined
  if (high === 6) return 'relu6'
  return inputs[2] ? undefined : 'relu'
}

/** The node that reads each value, of those that one node reads once and the graph does not give out. */
function soleReaders({ nodes, outputs }: Graph): ReadonlyMap<string, GraphNode> {
  const readers = new Map<string, GraphNode>()
  const shared = new Set(outputs.map(({ name }) => name))
  for (const node of nodes) {
    for (const name of node.inputs) {
      if (readers.has(name)) shared.add(name)
      readers.set(name, node)
    }
  }
  return new Map([...readers].filter(([name]) => !shared.has(name)))
}
