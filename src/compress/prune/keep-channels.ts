import { type Graph, type GraphNode, int, intAttribute } from '../../graph/graph.ts'
import { withInitializers } from '../../graph/rewrite/with-initializers.ts'
import { elementCount, type Tensor } from '../../graph/tensor.ts'
import type { ChannelGroup, ChannelSlice } from './channel-groups.ts'

/** Indices of the channels that stay, ascending, by group; all of them where a group is left out. */
export type KeptChannels = ReadonlyMap<ChannelGroup, readonly number[]>

/** The smaller dense graph of the channels that stay. Nothing is left of the others, in any parameter. */
export function keepChannels(graph: Graph, kept: KeptChannels): Graph {
  const tensors = new Map<string, Tensor>()
  for (const [{ made, read }, channels] of kept) {
    for (const slice of [...made, ...read]) {
      const { tensor } = slice
      const whole = tensors.get(tensor) ?? graph.initializers.get(tensor)!
      tensors.set(tensor, takeChannels(whole, slice, channels))
    }
  }
  const nodes = graph.nodes.map((node) => resizeDepthwise(node, tensors.get(node.inputs[1]!)))
  return withInitializers({ ...graph, nodes }, tensors)
}

function takeChannels(
  { dtype, shape, data }: Tensor,
  { axis }: ChannelSlice,
  channels: readonly number[],
): Tensor {
  const length = shape[axis]!
  const inner = elementCount(shape.slice(axis + 1))
  const outer = elementCount(shape.slice(0, axis))
  const source = data as Float32Array
  const taken = new Float32Array(outer * channels.length * inner)
  let end = 0
  for (let block = 0; block < outer; block++) {
    for (const channel of channels) {
      const start = (block * length + channel) * inner
      taken.set(source.subarray(start, start + inner), end)
      end += inner
    }
  }
  return { dtype, shape: shape.with(axis, channels.length), data: taken }
}

/** A depthwise convolution has a group for each channel. */
function resizeDepthwise(node: GraphNode, weight: Tensor | undefined): GraphNode {
  if (node.op !== 'Conv' || weight === undefined) return node
  if (intAttribute(node.attributes, 'group', 1) === 1) return node
  return { ...node, attributes: { ...node.attributes, group: int(weight.shape[0]!) } }
}
