import { floatAttribute, type Graph, type GraphNode } from '../graph.ts'
import { EPSILON } from '../operators/batch-norm.ts'
import type { Tensor } from '../tensor.ts'
import { readersOf } from './readers.ts'
import { removeUnused } from './remove-unused.ts'

type FloatTensor = Tensor & { readonly data: Float32Array }

type Pair = {
  readonly convolution: GraphNode
  readonly norm: GraphNode
  readonly weight: FloatTensor
  /** Of the convolution, where it has one. */
  readonly bias: FloatTensor | undefined
  /** Scale, bias, mean and variance. */
  readonly vectors: readonly FloatTensor[]
}

/**
 * Folds every BatchNormalization in inference form into the convolution before it: for each output channel
 * w' = w * scale / deviation and b' = (b - mean) * scale / deviation + bias, with deviation = sqrt(variance + epsilon)
 * (Jacob et al., Quantization and Training of Neural Networks, 2018, section 3.2). Folded parameters keep the names of
 * the convolution's weight and bias, or of the normalization's bias where the convolution has none.
 *
 * A normalization stays where it is behind another operator, behind a convolution whose output something else reads, or
 * when one of the parameters is no float32 initializer.
 */
export function foldBatchNorm(graph: Graph): Graph {
  const initializers = new Map(graph.initializers)
  const values = new Map(graph.values)
  const readers = readersOf(graph)
  const readOnce = (name: string) => readers.get(name)?.length === 1
  const define = (name: string, tensor: Tensor) => {
    const own = readOnce(name) ? name : freshName(values, `${name}.folded`)
    initializers.set(own, tensor)
    values.set(own, { name: own, dtype: tensor.dtype, shape: tensor.shape })
    return own
  }
  const producers = new Map(graph.nodes.map((node) => [node.outputs[0]!, node]))
  const nodes = graph.nodes.map((norm) => {
    const convolution = producers.get(norm.inputs[0]!)
    const pair = convolution && readOnce(norm.inputs[0]!) && pairOf(graph, convolution, norm)
    if (!pair) return norm
    const { weight, bias } = foldedParameters(pair)
    const [x, weightName, biasName] = pair.convolution.inputs as [string, string, string?]
    const inputs = [x, define(weightName, weight), define(biasName || norm.inputs[2]!, bias)]
    return { ...pair.convolution, inputs, outputs: norm.outputs }
  })
  return removeUnused({ ...graph, nodes, initializers, values })
}

function freshName(values: ReadonlyMap<string, unknown>, name: string): string {
  return values.has(name) ? freshName(values, `${name}_`) : name
}

function pairOf(graph: Graph, convolution: GraphNode, norm: GraphNode): Pair | undefined {
  if (convolution.op !== 'Conv' || norm.op !== 'BatchNormalization') return undefined
  const [weight, bias] = floatTensors(graph, convolution.inputs.slice(1))
  const vectors = floatTensors(graph, norm.inputs.slice(1))
  const known = weight && (bias || !convolution.inputs[2]) && vectors.every((each) => each)
  return known ? { convolution, norm, weight, bias, vectors: vectors as FloatTensor[] } : undefined
}

function floatTensors(graph: Graph, names: readonly string[]): (FloatTensor | undefined)[] {
  return names.map((name) => {
    const tensor = graph.initializers.get(name)
    return tensor?.dtype === 'float32' ? (tensor as FloatTensor) : undefined
  })
}

function foldedParameters({ norm, weight, bias, vectors }: Pair) {
  const [scale, shift, mean, variance] = vectors.map(({ data }) => data) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const epsilon = floatAttribute(norm.attributes, 'epsilon', EPSILON)
  const factors = Float64Array.from(
    scale,
    (s, channel) => s / Math.sqrt(variance[channel]! + epsilon),
  )
  const perChannel = weight.data.length / factors.length
  return {
    weight: {
      ...weight,
      data: weight.data.map((w, index) => w * factors[Math.floor(index / perChannel)]!),
    },
    bias: {
      dtype: 'float32' as const,
      shape: [factors.length],
      data: shift.map(
        (b, channel) => b + ((bias?.data[channel] ?? 0) - mean[channel]!) * factors[channel]!,
      ),
    },
  }
}
