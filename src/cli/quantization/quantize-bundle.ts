import { resolvePrior } from '../../classifier/index.ts'
import { type CalibratedGraph, calibrate, quantize } from '../../compress/quantize/post-training.ts'
import type { RangeMethod } from '../../compress/quantize/ranges.ts'
import { quantizationNoise, type TensorNoise } from '../../compress/quantize/report.ts'
import type { Split } from '../../dataset/split.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import { addModelFile } from '../../export/model-file.ts'
import type { Graph } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import type { QuantizationFile } from '../../report/quantization-file.ts'
import { countProgress } from '../count-progress.ts'
import { predictWithModels } from '../evaluation/predict-samples.ts'
import { predictionTable } from '../evaluation/prediction-table.ts'
import { calibrateOn, calibrationSamples } from './calibration.ts'
import { bestCandidate, measureCandidate } from './choose.ts'
import { comparePrecisions } from './compare.ts'
import type { FloatModel } from './float-model.ts'

export type QuantizeBundleOptions = {
  /** How many training images to calibrate on. */
  readonly images: number
  /** The best of these on the validation images is taken. */
  readonly methods: readonly RangeMethod[]
  readonly equalize: boolean
  readonly correctBias: boolean
  readonly threads: number
}

const INT8_MODEL = { path: 'model.int8.onnx', format: 'onnx', precision: 'int8' } as const
/** The signal-to-noise ratios hardly change with more. */
const NOISE_IMAGES = 16

/**
 * Calibrates a bundle's float model on training images, takes the ranges that do best on validation images, and adds the int8
 * model to the bundle.
 *
 * @returns what was done and measured
 */
export async function quantizeBundle(
  bundle: string,
  model: FloatModel,
  { name: dataset, synthetic }: Dataset,
  { train, val }: Split<Sample>,
  options: QuantizeBundleOptions,
): Promise<QuantizationFile> {
  const { manifest, metadata, file } = model
  const samples = calibrationSamples(train, options.images)
  const calibrated = await calibrateVisibly(model, samples, options)
  const models = options.methods.map((method) => {
    const graph = quantize(calibrated, method)
    return { method, graph, bytes: writeOnnx(graph, metadata) }
  })

  const contents = [model.bytes, ...models.map(({ bytes }) => bytes)]
  const progress = countProgress('comparing on validation', 'images')
  const logits = await predictWithModels(val, manifest, contents, {
    threads: options.threads,
    onProgress: progress.moveTo,
  }).finally(progress.stop)
  const prior = resolvePrior('balanced', manifest)
  const [float, ...tables] = logits.map((each) => predictionTable(val, each, manifest, prior))
  const candidates = models.map(({ method }, i) => measureCandidate(method, float!, tables[i]!))
  const best = bestCandidate(candidates)
  const { method, graph, bytes } = models[best]!

  const noise = await noiseVisibly(model, calibrated, graph, samples, options.threads)
  const { files } = await addModelFile(bundle, INT8_MODEL, bytes)
  const int8 = files.find(({ path }) => path === INT8_MODEL.path)!
  return {
    schemaVersion: 1,
    model: manifest.name,
    createdAt: new Date().toISOString(),
    synthetic,
    dataset,
    calibrationImages: samples.length,
    equalized: options.equalize,
    biasCorrected: options.correctBias,
    method,
    candidates,
    files: { float32: file, int8 },
    validation: comparePrecisions(float!, tables[best]!),
    noise,
  }
}

function calibrateVisibly(
  { manifest, graph, head }: FloatModel,
  samples: readonly Sample[],
  { equalize, correctBias, threads }: QuantizeBundleOptions,
): Promise<CalibratedGraph> {
  const progress = countProgress('calibrating', 'images')
  const passes = 1 + Number(equalize) + Number(correctBias)
  let finished = 0
  const onProgress = (done: number, total: number) => {
    progress.moveTo(finished + done, total * passes)
    if (done === total) finished += total
  }
  const calibration = calibrateOn(samples, manifest.input, { threads, onProgress })
  return calibrate(graph, { calibration, head, equalize, correctBias }).finally(progress.stop)
}

function noiseVisibly(
  { manifest }: FloatModel,
  { reference, plan }: CalibratedGraph,
  int8: Graph,
  samples: readonly Sample[],
  threads: number,
): Promise<TensorNoise[]> {
  const progress = countProgress('measuring noise', 'images')
  const calibration = calibrateOn(samples.slice(0, NOISE_IMAGES), manifest.input, {
    ...{ threads, onProgress: progress.moveTo },
  })
  return quantizationNoise(reference, int8, plan, calibration).finally(progress.stop)
}
