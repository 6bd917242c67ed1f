import type { Graph, GraphNode } from '../graph.ts'

/** The nodes that read each value, once for each time; undefined stands for an output of the graph. */
export function readersOf({
  nodes,
  outputs,
}: Graph): ReadonlyMap<string, readonly (GraphNode | undefined)[]> {
  const readers = new Map<string, (GraphNode | undefined)[]>()
  const add = (name: string, reader?: GraphNode) => {
    const known = readers.get(name)
    if (known) known.push(reader)
    else readers.set(name, [reader])
  }
  for (const node of nodes) for (const name of node.inputs) add(name, node)
  for (const { name } of outputs) add(name)
  return readers
}
