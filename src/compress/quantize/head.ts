import { DermaliteError } from '../../errors.ts'
import type { Graph, GraphNode } from '../../graph/graph.ts'

/**
 * The value that the head of a bundle's model starts from: the last features, of which a 1x1 convolution makes `cam`, and
 * means make `logits` and `embedding`.
 *
 * @throws DermaliteError `graph-invalid`: the model has no `cam` that a convolution makes
 */
export function lastFeatures({ nodes }: Graph): string {
  const producers = new Map(nodes.map((node) => [node.outputs[0]!, node]))
  const cam = throughIdentity(producers, 'cam')
  if (cam?.op === 'Conv') return cam.inputs[0]!
  throw new DermaliteError(
    'graph-invalid',
    'the model has no convolution that makes the output "cam"',
    'Take a model that DermaLite trained or exported.',
  )
}

function throughIdentity(
  producers: ReadonlyMap<string, GraphNode>,
  name: string,
): GraphNode | undefined {
  const node = producers.get(name)
  return node?.op === 'Identity' ? throughIdentity(producers, node.inputs[0]!) : node
}
