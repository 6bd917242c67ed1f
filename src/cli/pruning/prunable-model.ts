import { DermaliteError, type Manifest, type ModelFile } from '../../classifier/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import { findChannelGroups } from '../../compress/prune/channel-groups.ts'
import { lastFeatures } from '../../compress/quantize/head.ts'
import { countMacs, countParameters } from '../../graph/cost.ts'
import type { Graph } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { foldBatchNorm } from '../../graph/rewrite/fold-batch-norm.ts'
import type { Architecture } from '../../nets/architecture.ts'
import { graphArchitecture } from '../../nets/graph-architecture.ts'
import type { TrainConfig } from '../../train/config.ts'
import { recordedConfig } from '../training/recorded-config.ts'

export type Cost = { readonly macs: number; readonly parameters: number }

export type PrunableModel = {
  readonly manifest: Manifest
  readonly file: ModelFile
  readonly graph: Graph
  /** How the bundle was trained, at its own input size in the end. */
  readonly config: TrainConfig
  /** Before anything was ever removed. */
  readonly unpruned: Cost
}

/**
 * The float32 model of a bundle as a graph that can be pruned and trained.
 *
 * @throws DermaliteError `bundle-not-found`, `bundle-invalid`: damaged, or not trained by DermaLite; `graph-invalid`: foreign,
 *   or without a channel to remove
 */
export async function loadPrunableModel(bundle: string): Promise<PrunableModel> {
  const { manifest, file, model } = await loadBundle(bundle, 'float32')
  const graph = foldBatchNorm(readOnnx(model).graph)
  const foreign = foreignness(graph, manifest)
  if (foreign) {
    throw new DermaliteError(
      'graph-invalid',
      `${file.path} of ${bundle} cannot be pruned: ${foreign}`,
      'Prune a float32 model that DermaLite trained.',
    )
  }
  const unpruned = manifest.provenance.pruning?.unpruned ?? costOf(graph)
  return { manifest, file, graph, config: recordedConfig(bundle, manifest), unpruned }
}

export function costOf(graph: Graph): Cost {
  return { macs: countMacs(graph), parameters: countParameters(graph) }
}

/** The backbone of the graph, to be trained on. */
export function architectureOf(
  graph: Graph,
  { architecture, input }: Pick<Manifest, 'architecture' | 'input'>,
): Architecture {
  return graphArchitecture(graph, {
    name: architecture,
    mean: input.mean,
    std: input.std,
    features: lastFeatures(graph),
  })
}

/** What the trainer would miss in a graph. */
function foreignness(graph: Graph, { classes, input }: Manifest): string | undefined {
  const channels = graph.values.get(lastFeatures(graph))!.shape[1]
  const expected = {
    'classifier.weight': [classes.length, channels, 1, 1],
    'classifier.bias': [classes.length],
  }
  for (const [name, shape] of Object.entries(expected)) {
    const found = graph.initializers.get(name)
    if (found?.dtype !== 'float32' || found.shape.join() !== shape.join()) {
      return `it should have a float32 tensor "${name}" of shape [${shape}]`
    }
  }
  const [image, ...others] = graph.inputs
  if (others.length > 0 || image?.shape.slice(1).join() !== [3, input.size, input.size].join()) {
    return `it should take one image of ${input.size} pixels`
  }
  return findChannelGroups(graph).length === 0
    ? 'it has no channels inside a block that could go'
    : undefined
}
