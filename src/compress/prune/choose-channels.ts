import { DermaliteError } from '../../errors.ts'
import { countMacs, macsOf } from '../../graph/cost.ts'
import type { Graph } from '../../graph/graph.ts'
import type { ChannelGroup } from './channel-groups.ts'
import type { Importance } from './importance.ts'
import type { KeptChannels } from './keep-channels.ts'

export type Budget = {
  /** Multiply-accumulates that may remain. */
  readonly macs: number
  /** Widths become multiples of this, so that they fill the blocks of fast kernels; as many channels stay at least. */
  readonly multiple: number
  /** What is compared over all layers: the importance lost for each multiply-accumulate saved, or the importance alone. */
  readonly per: 'mac' | 'channel'
}

/** A convolution: its multiply-accumulates go with the width of each of these groups. */
type Term = { readonly macs: number; readonly groups: readonly ChannelGroup[] }

type Chunk = {
  readonly group: ChannelGroup
  readonly width: number
  readonly count: number
  readonly loss: number
  readonly saved: number
}

/**
 * Chooses channels to keep: again and again, of all layers, the next least important channels of one layer go, where the least
 * importance is lost for what is saved, until the budget is met. That is the greedy answer to the knapsack of importance under a
 * budget (Shen et al., Structural Pruning via Latency-Saliency Knapsack, 2022, with multiply-accumulates for latency).
 *
 * @throws DermaliteError `bad-argument`: the budget cannot be met
 */
export function chooseChannels(graph: Graph, importance: Importance, budget: Budget): KeptChannels {
  const terms = convolutionTerms(graph, [...importance.keys()])
  const widths = new Map([...importance.keys()].map((group) => [group, group.channels]))
  const ranked = new Map([...importance].map(([group, scores]) => [group, ascending(scores)]))
  let macs = countMacs(graph)
  while (macs > budget.macs) {
    const chunks = [...ranked].flatMap(([group, order]) =>
      nextChunk(group, order, importance.get(group)!, { terms, widths, multiple: budget.multiple }),
    )
    const value = ({ loss, saved, count }: Chunk) => loss / (budget.per === 'mac' ? saved : count)
    const [first, ...others] = chunks
    if (first === undefined) throw outOfReach(macs, budget)
    const { group, width, saved } = others.reduce((a, b) => (value(b) < value(a) ? b : a), first)
    widths.set(group, width)
    macs -= saved
  }
  return new Map(
    [...ranked].map(([group, order]) => {
      const gone = new Set(order.slice(0, group.channels - widths.get(group)!))
      const all = Array.from({ length: group.channels }, (_, channel) => channel)
      return [group, all.filter((channel) => !gone.has(channel))]
    }),
  )
}

function ascending(scores: Float64Array): number[] {
  return [...scores.keys()].sort((a, b) => scores[a]! - scores[b]! || a - b)
}

function nextChunk(
  group: ChannelGroup,
  order: readonly number[],
  scores: Float64Array,
  {
    terms,
    widths,
    multiple,
  }: { terms: readonly Term[]; widths: ReadonlyMap<ChannelGroup, number>; multiple: number },
): Chunk[] {
  const before = widths.get(group)!
  const width = before - (before % multiple || multiple)
  if (width < multiple) return []
  const gone = order.slice(group.channels - before, group.channels - width)
  const loss = gone.reduce((sum, channel) => sum + scores[channel]!, 0)
  const share = (each: ChannelGroup) => widths.get(each)! / each.channels
  const saved = terms
    .filter(({ groups }) => groups.includes(group))
    .reduce(
      (sum, { macs, groups }) =>
        sum + groups.reduce((product, each) => product * share(each), macs),
      0,
    )
  return [{ group, width, count: gone.length, loss, saved: (saved * gone.length) / before }]
}

function convolutionTerms(graph: Graph, groups: readonly ChannelGroup[]): readonly Term[] {
  return graph.nodes.flatMap((node) => {
    const weight = node.inputs[1]
    const along = groups.filter(({ made, read }) =>
      [...made, ...read].some(({ tensor }) => tensor === weight),
    )
    return node.op === 'Conv' && along.length > 0
      ? [{ macs: macsOf(graph, node), groups: along }]
      : []
  })
}

function outOfReach(macs: number, budget: Budget): DermaliteError {
  return new DermaliteError(
    'bad-argument',
    `the network keeps ${macs.toExponential(2)} multiply-accumulates when every layer is down to ${budget.multiple} channels; ` +
      `${budget.macs.toExponential(2)} are out of reach`,
    'Keep more, or allow narrower layers.',
  )
}
