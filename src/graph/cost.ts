import { type Graph, type GraphNode, intAttribute, type Shape } from './graph.ts'

/**
 * Multiply-accumulate operations of the convolutions and matrix products, which are nearly all that a network computes. A
 * dimension that is only a name counts as 1, so that a graph of any batch is counted for one example.
 */
export function countMacs(graph: Graph): number {
  return graph.nodes.reduce((sum, node) => sum + macsOf(graph, node), 0)
}

/** Multiply-accumulate operations of one node; 0 for whatever is neither a convolution nor a matrix product. */
export function macsOf({ values }: Graph, { op, inputs, outputs, attributes }: GraphNode): number {
  const shape = (name: string) => values.get(name)!.shape
  switch (op) {
    case 'Conv': // each output sums over [C / group, kh, kw]
      return size(shape(outputs[0]!)) * size(shape(inputs[1]!).slice(1))
    case 'ConvTranspose': // each input feeds [O / group, kh, kw]
      return size(shape(inputs[0]!)) * size(shape(inputs[1]!).slice(1))
    case 'Gemm':
    case 'MatMul': {
      const inner = shape(inputs[0]!).at(intAttribute(attributes, 'transA', 0) ? -2 : -1)!
      return size(shape(outputs[0]!)) * size([inner])
    }
    default:
      return 0
  }
}

const READERS_OF_PARAMETERS: ReadonlySet<string> = new Set([
  ...['Conv', 'ConvTranspose', 'Gemm', 'MatMul', 'BatchNormalization', 'Add', 'Sub', 'Mul', 'Div'],
])
const STORAGE: ReadonlySet<string> = new Set(['Cast', 'DequantizeLinear'])

/**
 * Numbers that a network has learnt: weights, biases and normalizations, each tensor once, scalars left out. The same for
 * every precision: a tensor in 8 bits counts by its elements, its scales and zero points do not count.
 */
export function countParameters({ nodes, initializers }: Graph): number {
  const stored = new Map(
    nodes.flatMap(({ op, inputs, outputs }) =>
      STORAGE.has(op) ? [[outputs[0]!, inputs[0]!] as const] : [],
    ),
  )
  const source = (name: string): string => {
    const before = stored.get(name)
    return before === undefined ? name : source(before)
  }
  const read = nodes.flatMap(({ op, inputs }) => (READERS_OF_PARAMETERS.has(op) ? inputs : []))
  const tensors = [...new Set(read.map(source))].flatMap((name) => initializers.get(name) ?? [])
  return tensors.reduce((sum, { shape }) => sum + (shape.length > 0 ? size(shape) : 0), 0)
}

function size(shape: Shape): number {
  return shape.reduce<number>((product, dim) => product * (typeof dim === 'number' ? dim : 1), 1)
}
