import { type Graph, type GraphNode, intAttribute, operatorKey } from '../../graph/graph.ts'
import { readersOf } from '../../graph/rewrite/readers.ts'
import { disjointSets } from './disjoint-sets.ts'

/** Where channels stand in a parameter: each is one index of this axis. */
export type ChannelSlice = { readonly tensor: string; readonly axis: number }

/** Channels that exist only inside a network: removing one takes a slice from each of these parameters and changes no shape beyond them. */
export type ChannelGroup = {
  /** The layer that makes the channels, such as `blocks.3.expand`. */
  readonly name: string
  readonly channels: number
  /** What makes and transforms each channel by itself: filters, biases, depthwise filters, normalizations. */
  readonly made: readonly ChannelSlice[]
  /** The weights of the dense convolutions that sum over the channels. */
  readonly read: readonly ChannelSlice[]
}

/** What one node says about the channels of the values around it. */
type Dependency = {
  /** Values that have the same channels. */
  readonly same?: readonly string[]
  /** Values whose channels have to stay as they are. */
  readonly fixed?: readonly string[]
  /** Parameters along the channels of the node's output. */
  readonly made?: readonly ChannelSlice[]
  /** Parameters along the channels of its first input. */
  readonly read?: readonly ChannelSlice[]
  /** The node mixes channels anew. */
  readonly makes?: boolean
}

const NONLINEAR: ReadonlySet<string> = new Set([
  ...['Clip', 'HardSigmoid', 'HardSwish', 'Relu', 'Sigmoid'],
])
const LINEAR: ReadonlySet<string> = new Set(['GlobalAveragePool', 'Identity'])
const ELEMENTWISE: ReadonlySet<string> = new Set(['Add', 'Sub', 'Mul', 'Div'])

/**
 * Finds the channels that can be removed, by following what depends on what (Fang et al., DepGraph: Towards Any Structural
 * Pruning, 2023): values that must have the same channels are one group, and a group is free when
 * - exactly one dense convolution makes it: so the widths that residual sums share stay;
 * - something nonlinear acts on it: so linear bottlenecks stay, whose channels stand in an arbitrary basis;
 * - that convolution does not read the image: so the stem stays;
 * - none of its values is an output of the graph, or reaches an operator whose channels cannot be followed: so the width of
 *   the embedding stays.
 *
 * In an inverted residual that leaves the hidden channels, where expansion, depthwise and projection move together.
 *
 * @returns in the order in which the channels are made
 */
export function findChannelGroups(graph: Graph): ChannelGroup[] {
  const dependencies = graph.nodes.map((node) => ({ node, ...dependencyOf(graph, node) }))
  const sets = disjointSets()
  for (const { same = [] } of dependencies) for (const name of same) sets.join(same[0]!, name)
  const rootsOf = (names: readonly string[]) => new Set(names.map(sets.rootOf))
  const inputs = rootsOf(graph.inputs.map(({ name }) => name))
  const fixed = rootsOf([
    ...inputs,
    ...graph.outputs.map(({ name }) => name),
    ...dependencies.flatMap((each) => each.fixed ?? []),
  ])
  const makers = dependencies.filter(({ makes }) => makes)
  return makers.flatMap(({ node: maker }): ChannelGroup[] => {
    const root = sets.rootOf(maker.outputs[0]!)
    const isOf = (name: string | undefined) => sets.rootOf(name!) === root
    const made = dependencies.flatMap((each) =>
      isOf(each.node.outputs[0]) ? (each.made ?? []) : [],
    )
    const read = dependencies.flatMap((each) =>
      isOf(each.node.inputs[0]) ? (each.read ?? []) : [],
    )
    const madeOnce = makers.filter(({ node }) => isOf(node.outputs[0])).length === 1
    const nonlinear = dependencies.some(
      ({ node: { op, outputs } }) => NONLINEAR.has(op) && isOf(outputs[0]),
    )
    const fromImage = inputs.has(sets.rootOf(maker.inputs[0]!))
    if (fixed.has(root) || !madeOnce || !nonlinear || fromImage || read.length === 0) return []
    const weight = maker.inputs[1]!
    const channels = graph.initializers.get(weight)!.shape[0]!
    return [{ name: weight.replace(/\.weight$/, ''), channels, made, read }]
  })
}

function dependencyOf(graph: Graph, node: GraphNode): Dependency {
  const [x, ...others] = node.inputs as [string, ...string[]]
  const [y] = node.outputs as [string]
  const unknown = { fixed: [...node.inputs, ...node.outputs] }
  const operator = operatorKey(node)
  if (operator === 'Conv') return ofConvolution(graph, node) ?? unknown
  if (operator === 'BatchNormalization' && ownParameters(graph, others)) {
    return { same: [x, y], made: others.map((tensor) => ({ tensor, axis: 0 })) }
  }
  if (NONLINEAR.has(operator) || LINEAR.has(operator)) return { same: [x, y] }
  if (ELEMENTWISE.has(operator)) return ofElementwise(graph, node) ?? unknown
  return unknown
}

function ofConvolution(graph: Graph, node: GraphNode): Dependency | undefined {
  const [x, weight, bias] = node.inputs as [string, string, string?]
  const parameters = bias ? [weight, bias] : [weight]
  if (!ownParameters(graph, parameters)) return undefined
  const [outputs, inputsPerGroup] = graph.initializers.get(weight)!.shape
  const made = parameters.map((tensor) => ({ tensor, axis: 0 }))
  const groups = intAttribute(node.attributes, 'group', 1)
  if (groups === 1) return { made, read: [{ tensor: weight, axis: 1 }], makes: true }
  const depthwise = groups === outputs && inputsPerGroup === 1
  return depthwise ? { same: [x, node.outputs[0]!], made } : undefined
}

function ofElementwise({ initializers, values }: Graph, node: GraphNode): Dependency | undefined {
  const isScalar = (name: string) => initializers.get(name)?.data.length === 1
  const data = node.inputs.filter((name) => !isScalar(name))
  const [output] = node.outputs as [string]
  const alike = data.every(
    (name) =>
      !initializers.has(name) &&
      values.get(name)!.shape.length === values.get(output)!.shape.length &&
      values.get(name)!.shape[1] === values.get(output)!.shape[1],
  )
  return alike ? { same: [...data, output] } : undefined
}

/** Whether all are float32 initializers that nothing else reads. */
function ownParameters(graph: Graph, names: readonly string[]): boolean {
  const readers = readersOf(graph)
  return names.every(
    (name) => graph.initializers.get(name)?.dtype === 'float32' && readers.get(name)?.length === 1,
  )
}
