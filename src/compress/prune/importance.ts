import type { Graph } from '../../graph/graph.ts'
import { elementCount } from '../../graph/tensor.ts'
import type { ChannelGroup, ChannelSlice } from './channel-groups.ts'

/** How much each channel of each group matters. */
export type Importance = ReadonlyMap<ChannelGroup, Float64Array>

type Values = ReadonlyMap<string, Float32Array>

/**
 * The norm of a channel's weights, in units of the mean of its group, as norms of different layers do not compare: the
 * baseline (Li et al., Pruning Filters for Efficient ConvNets, 2017; the weights of all layers of a group taken together as
 * by Fang et al., DepGraph, 2023; biases left out).
 */
export function magnitudeImportance(graph: Graph, groups: readonly ChannelGroup[]): Importance {
  return new Map(
    groups.map((group) => {
      const squares = new Float64Array(group.channels)
      for (const slice of [...group.made, ...group.read]) {
        const { shape, data } = graph.initializers.get(slice.tensor)!
        if (shape.length < 2) continue
        const weights = data as Float32Array
        addOverChannels(squares, shape, slice, (i) => weights[i]! * weights[i]!)
      }
      const norms = squares.map(Math.sqrt)
      const mean = norms.reduce((sum, norm) => sum + norm, 0) / norms.length
      return [group, mean > 0 ? norms.map((norm) => norm / mean) : norms]
    }),
  )
}

export type TaylorImportance = {
  /** Takes in one batch. */
  add(weights: Values, gradients: Values): void
  /** The mean over the batches so far, in units of the loss. */
  importance(): Importance
}

/**
 * What the loss changes by when a channel is removed, to first order: |sum of gradient x weight| over the weights that read
 * the channel, as removing it sets just these to zero; the mean over batches (Molchanov et al., Importance Estimation for
 * Neural Network Pruning, 2019, equations 7 and 8; the sum equals that of a gate behind the channel, which they find to do
 * best). Comparable from layer to layer.
 *
 * @param graph gives the shapes of the parameters
 */
export function taylorImportance(graph: Graph, groups: readonly ChannelGroup[]): TaylorImportance {
  const totals = new Map(groups.map((group) => [group, new Float64Array(group.channels)]))
  let batches = 0
  return {
    add(weights, gradients) {
      batches++
      for (const [{ channels, read }, total] of totals) {
        const changes = new Float64Array(channels)
        for (const slice of read) {
          const { shape } = graph.initializers.get(slice.tensor)!
          const [w, g] = [weights.get(slice.tensor)!, gradients.get(slice.tensor)!]
          addOverChannels(changes, shape, slice, (i) => w[i]! * g[i]!)
        }
        changes.forEach((change, channel) => {
          total[channel]! += Math.abs(change)
        })
      }
    },
    importance: () =>
      new Map([...totals].map(([group, total]) => [group, total.map((sum) => sum / batches)])),
  }
}

function addOverChannels(
  sums: Float64Array,
  shape: readonly number[],
  { axis }: ChannelSlice,
  termOf: (index: number) => number,
): void {
  const inner = elementCount(shape.slice(axis + 1))
  const count = elementCount(shape)
  for (let i = 0; i < count; i++) sums[Math.floor(i / inner) % sums.length]! += termOf(i)
}
