import { DermaliteError, type Manifest, type ModelFile } from '../../classifier/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import { lastFeatures } from '../../compress/quantize/head.ts'
import { planQuantization } from '../../compress/quantize/plan.ts'
import type { Graph } from '../../graph/graph.ts'
import { type OnnxModel, readOnnx } from '../../graph/onnx/read.ts'

export type FloatModel = {
  readonly manifest: Manifest
  readonly file: ModelFile
  readonly bytes: Uint8Array
  readonly graph: Graph
  readonly metadata: OnnxModel['metadata']
  /** Where the head begins, which stays float32. */
  readonly head: string
}

/**
 * The float model of a bundle as a graph that can be quantized; without what says how sure an earlier int8 model was, so that
 * quantizing again measures the same.
 *
 * @throws DermaliteError `bundle-not-found`, `bundle-invalid`: damaged; `graph-invalid`: foreign, or without a convolution to
 *   quantize
 */
export async function loadFloatModel(bundle: string): Promise<FloatModel> {
  const { manifest: recorded, file, model } = await loadBundle(bundle, 'float32')
  const { uncertainty: _, ...manifest } = recorded
  const { graph, metadata } = readOnnx(model)
  const head = lastFeatures(graph)
  if (![...planQuantization(graph, head).outputs.keys()].some(({ op }) => op === 'Conv')) {
    throw new DermaliteError(
      'graph-invalid',
      `${file.path} of ${bundle} has no float32 convolution before its head`,
      'Quantize a float32 model that DermaLite trained.',
    )
  }
  return { manifest, file, bytes: model, graph, metadata, head }
}
