import type { Builder } from '../graph/builder.ts'
import type { Graph, GraphNode, Value } from '../graph/graph.ts'
import { removeUnused } from '../graph/rewrite/remove-unused.ts'
import type { Architecture } from './architecture.ts'
import type { ParameterSource } from './parameter.ts'

export type GraphArchitectureOptions = Pick<Architecture, 'name' | 'mean' | 'std'> & {
  /** The value of the graph that the features are. */
  readonly features: string
}

/** What a network learns: float32 tensors that are no scalars. */
const isParameter = (graph: Graph, name: string) => {
  const tensor = graph.initializers.get(name)
  return tensor !== undefined && tensor.dtype === 'float32' && tensor.shape.length > 0
}

/**
 * The backbone of a model that exists as a graph: the same operators from its only input to its features, with its float32
 * tensors as the parameters, under their own names. So whatever was trained, pruned or read from a file can be trained on.
 *
 * @param graph a float32 inference graph
 */
export function graphArchitecture(
  graph: Graph,
  { features, ...about }: GraphArchitectureOptions,
): Architecture {
  const { nodes } = removeUnused({ ...graph, outputs: [graph.values.get(features)!] })
  return {
    ...about,
    features: (builder, image, parameter) =>
      replay(graph, nodes, builder, image, parameter).get(features)!,
  }
}

/** The float32 tensors of a graph by name, scalars left out: the weights that its architecture starts from. */
export function parametersOf(graph: Graph): Map<string, Float32Array> {
  return new Map(
    [...graph.initializers].flatMap(([name, { data }]) =>
      isParameter(graph, name) ? [[name, data as Float32Array] as const] : [],
    ),
  )
}

/** The graph with other numbers in its parameters; its nodes stay the same objects. */
export function withParameters(graph: Graph, parameters: ReadonlyMap<string, Float32Array>): Graph {
  const initializers = new Map(
    [...graph.initializers].map(([name, tensor]) => [
      name,
      { ...tensor, data: parameters.get(name) ?? tensor.data },
    ]),
  )
  return { ...graph, initializers }
}

function replay(
  graph: Graph,
  nodes: readonly GraphNode[],
  builder: Builder,
  image: Value,
  parameter: ParameterSource,
): ReadonlyMap<string, Value> {
  const made = new Map<string, Value>([[graph.inputs[0]!.name, image]])
  const constant = (name: string) => {
    const tensor = graph.initializers.get(name)!
    if (isParameter(graph, name)) return parameter(name, tensor.shape)
    return tensor.dtype === 'float32'
      ? builder.scalar(tensor.data[0] as number)
      : builder.initializer(tensor)
  }
  const resolve = (name: string): Value | undefined => {
    if (name === '') return undefined
    const value = made.get(name) ?? constant(name)
    made.set(name, value)
    return value
  }
  for (const { op, domain, inputs, outputs, attributes } of nodes) {
    const values = builder.nodeOutputs(op, inputs.map(resolve), attributes, { domain })
    for (const [index, name] of outputs.entries()) made.set(name, values[index]!)
  }
  return made
}
