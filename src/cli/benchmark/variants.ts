import { createHash } from 'node:crypto'
import { DermaliteError, type Manifest, type Precision } from '../../classifier/index.ts'
import { loadBundle, readModel } from '../../classifier/node/load-bundle.ts'
import { storeWeightsAsFloat16, storeWeightsAsInt8 } from '../../compress/weight-storage.ts'
import { tfliteOfBundle } from '../../export/tflite/bundle-model.ts'
import { countMacs, countParameters } from '../../graph/cost.ts'
import type { Graph } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import type { VariantKind } from '../../report/tradeoff-file.ts'

/** One model to measure beside others. */
export type Variant = {
  readonly name: string
  readonly kind: VariantKind
  readonly manifest: Manifest
  readonly onnx: Uint8Array
  /** The same model for LiteRT; absent where LiteRT would compute what another variant computes. */
  readonly tflite?: Uint8Array
  readonly sha256: string
  readonly parameters: number
  readonly macs: number
}

/** The head stays float32, as in an int8 model: heat map and calibration depend on it. */
const HEAD_WEIGHTS = ['classifier.weight']

/**
 * The models of some bundles: of each its float32 and int8 models, of the first also its float32 weights stored as float16
 * and as int8. The first variant is the first bundle's float32 model.
 *
 * @throws DermaliteError `bundle-not-found`, `bundle-invalid`; `bad-argument`: two bundles of one name, or of other classes
 */
export async function loadVariants(bundles: readonly string[]): Promise<Variant[]> {
  const variants: Variant[] = []
  for (const [index, bundle] of bundles.entries()) {
    const float = await loadVariant(bundle, 'float32')
    variants.push(float, ...(index === 0 ? storedVariants(float) : []))
    if (hasInt8(float.manifest)) variants.push(await loadVariant(bundle, 'int8'))
  }
  requireComparable(variants)
  return variants
}

const hasInt8 = ({ files }: Manifest) =>
  files.some(({ format, precision }) => format === 'onnx' && precision === 'int8')

async function loadVariant(bundle: string, precision: Precision): Promise<Variant> {
  const { manifest, model } = await loadBundle(bundle, precision)
  const shipped = manifest.files.find(
    (file) => file.format === 'tflite' && file.precision === precision,
  )
  const tflite = shipped ? await readModel(bundle, shipped) : tfliteOfBundle(model, manifest)
  return { ...describe(manifest, precision, readOnnx(model).graph, model), tflite }
}

function storedVariants({ manifest, onnx }: Variant): Variant[] {
  const { graph, metadata } = readOnnx(onnx)
  const stored: readonly (readonly [VariantKind, Graph])[] = [
    ['float16 weights', storeWeightsAsFloat16(graph, HEAD_WEIGHTS)],
    ['int8 weights', storeWeightsAsInt8(graph, HEAD_WEIGHTS)],
  ]
  return stored.map(([kind, each]) => describe(manifest, kind, each, writeOnnx(each, metadata)))
}

function describe(manifest: Manifest, kind: VariantKind, graph: Graph, onnx: Uint8Array): Variant {
  return {
    name: `${manifest.name}, ${kind}`,
    ...{ kind, manifest, onnx },
    sha256: createHash('sha256').update(onnx).digest('hex'),
    parameters: countParameters(graph),
    macs: countMacs(graph),
  }
}

function requireComparable(variants: readonly Variant[]): void {
  const names = variants.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  const [first] = variants as [Variant]
  const other = variants.find(
    ({ manifest }) => manifest.classes.join() !== first.manifest.classes.join(),
  )
  if (twice === undefined && other === undefined) return
  throw new DermaliteError(
    'bad-argument',
    other
      ? `"${other.manifest.name}" has other classes than "${first.manifest.name}"`
      : `there are two models "${twice}"`,
    'Name bundles of the same classes, each once, whose manifests have names of their own.',
  )
}
