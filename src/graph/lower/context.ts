import type { Builder } from '../builder.ts'
import type { Graph, GraphNode, Value } from '../graph.ts'
import { int } from '../graph.ts'

/**
 * While a graph is rebuilt, a value of the old graph may exist in the new one in two layouts: plain (NCHW) and blocked
 * (NCHWc: [N, C / block, H, W, block] under the logical shape [N, C, H, W]). Whoever asks for a layout that is not there
 * yet gets it through a reorder node, made once.
 */
export type LowerContext = {
  readonly builder: Builder
  /** Channels a block; 0 keeps everything plain. */
  readonly block: number
  /** A value of the old graph. */
  old(name: string): Value
  plain(name: string): Value
  blocked(name: string): Value
  isBlocked(name: string): boolean
  setPlain(name: string, value: Value): void
  setBlocked(name: string, value: Value): void
  /** The only node that reads a value, if there is just one and the value is no output of the graph. */
  onlyConsumer(name: string): GraphNode | undefined
  /** Marks a node as already lowered together with another. */
  skip(node: GraphNode): void
  isSkipped(node: GraphNode): boolean
}

export const NCHWC = { domain: 'com.microsoft.nchwc' } as const

export function createLowerContext(graph: Graph, builder: Builder, block: number): LowerContext {
  const plainValues = new Map<string, Value>()
  const blockedValues = new Map<string, Value>()
  const skipped = new Set<GraphNode>()
  const consumers = new Map<string, GraphNode[]>()
  for (const node of graph.nodes) {
    for (const name of node.inputs) consumers.set(name, [...(consumers.get(name) ?? []), node])
  }
  const outputs = new Set(graph.outputs.map((value) => value.name))

  return {
    builder,
    block,
    old: (name) => graph.values.get(name)!,
    plain(name) {
      const known = plainValues.get(name)
      if (known !== undefined) return known
      const value = reorderOutput(builder, blockedValues.get(name)!)
      plainValues.set(name, value)
      return value
    },
    blocked(name) {
      const known = blockedValues.get(name)
      if (known !== undefined) return known
      const value = builder.node(
        'ReorderInput',
        [plainValues.get(name)],
        {},
        {
          ...NCHWC,
          types: [plainValues.get(name)!],
        },
      )
      blockedValues.set(name, value)
      return value
    },
    isBlocked: (name) => blockedValues.has(name),
    setPlain: (name, value) => plainValues.set(name, value),
    setBlocked: (name, value) => blockedValues.set(name, value),
    onlyConsumer(name) {
      const readers = consumers.get(name) ?? []
      return readers.length === 1 && !outputs.has(name) ? readers[0] : undefined
    },
    skip: (node) => skipped.add(node),
    isSkipped: (node) => skipped.has(node),
  }
}

/** Blocked [N, C, H, W] -> NCHW. */
export function reorderOutput(builder: Builder, value: Value): Value {
  return builder.node(
    'ReorderOutput',
    [value],
    { channels: int(value.shape[1] as number) },
    { ...NCHWC, types: [value] },
  )
}

/** Blocked [N, C, H, W] -> NHWC. */
export function reorderOutputChannelsLast(builder: Builder, value: Value): Value {
  const [batch, channels, height, width] = value.shape
  return builder.node(
    'ReorderOutput',
    [value],
    { channels: int(channels as number), channels_last: int(1) },
    { ...NCHWC, types: [{ dtype: value.dtype, shape: [batch!, height!, width!, channels!] }] },
  )
}
