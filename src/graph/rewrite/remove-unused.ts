import type { Graph, GraphNode } from '../graph.ts'

/** The graph without the nodes, initializers and values that no output depends on; its inputs stay as they are. */
export function removeUnused(graph: Graph): Graph {
  const used = new Set(graph.outputs.map(({ name }) => name))
  const nodes: GraphNode[] = []
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((name) => used.has(name))) continue
    for (const name of node.inputs) used.add(name)
    nodes.unshift(node)
  }
  const initializers = new Map([...graph.initializers].filter(([name]) => used.has(name)))
  const named = new Set([
    ...graph.inputs.map(({ name }) => name),
    ...initializers.keys(),
    ...nodes.flatMap(({ outputs }) => outputs),
  ])
  const values = new Map([...graph.values].filter(([name]) => named.has(name)))
  return { ...graph, nodes, initializers, values }
}
