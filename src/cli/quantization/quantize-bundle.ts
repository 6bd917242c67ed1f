import { planQuantization } from '../../compress/quantize/plan.ts'
import { quantizeGraph } from '../../compress/quantize/quantize-graph.ts'
import { quantizationNoise, type TensorNoise } from '../../compress/quantize/report.ts'
import type { Split } from '../../dataset/split.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import { addModelFile } from '../../export/model-file.ts'
import type { Graph } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import type { QuantizationFile } from '../../report/quantization-file.ts'
import { totalEpochs } from '../../train/config.ts'
import { countProgress } from '../count-progress.ts'
import { calibrateOn, calibrationSamples } from './calibration.ts'
import { measureCandidate } from './choose.ts'
import { comparePrecisions } from './compare.ts'
import type { FloatModel } from './float-model.ts'
import {
  chooseRanges,
  type PostTrainingOptions,
  type PostTrainingQuantization,
  predictTables,
} from './post-training.ts'
import { type QuantizedTraining, trainThroughQuantization } from './train-through.ts'
import { openTrainingStart, type TrainingStart } from './training-start.ts'

export type QuantizeBundleOptions = PostTrainingOptions & {
  /** How many training images to calibrate on. */
  readonly images: number
  /** Trains the weights through 8 bits; left out, they stay those of the float model. */
  readonly training?: QuantizedTraining | undefined
}

/** `start.graph` has the weights that the int8 model is to have. */
type Quantized = PostTrainingQuantization & Pick<QuantizationFile, 'training'>

const INT8_MODEL = { path: 'model.int8.onnx', format: 'onnx', precision: 'int8' } as const
/** The signal-to-noise ratios hardly change with more. */
const NOISE_IMAGES = 16

/**
 * Calibrates a bundle's float model on training images, takes the ranges that do best on validation images, trains through
 * them where asked to, and adds the int8 model to the bundle.
 *
 * @returns what was done and measured
 */
export async function quantizeBundle(
  bundle: string,
  model: FloatModel,
  dataset: Dataset,
  split: Split<Sample>,
  options: QuantizeBundleOptions,
): Promise<QuantizationFile> {
  const { manifest, metadata, file } = model
  const samples = calibrationSamples(split.train, options.images)
  const quantized: Quantized = options.training
    ? await trainThrough(model, samples, split.val, options, options.training)
    : { ...(await chooseRanges(model, samples, split.val, options)), training: null }
  const { start, reference, tables, training } = quantized
  const int8Graph = int8GraphOf(model, start)

  const noise = await noiseVisibly(model, reference, int8Graph, samples, options.threads)
  const { files } = await addModelFile(bundle, INT8_MODEL, writeOnnx(int8Graph, metadata))
  const int8 = files.find(({ path }) => path === INT8_MODEL.path)!
  return {
    schemaVersion: 1,
    model: manifest.name,
    synthetic: dataset.synthetic,
    dataset: dataset.name,
    calibrationImages: start.images,
    equalized: options.equalize,
    biasCorrected: options.correctBias,
    method: start.method,
    candidates: start.candidates,
    training,
    files: { float32: file, int8 },
    validation: comparePrecisions(tables.float, tables.int8),
    noise,
  }
}

async function trainThrough(
  model: FloatModel,
  samples: readonly Sample[],
  val: readonly Sample[],
  options: QuantizeBundleOptions,
  run: QuantizedTraining,
): Promise<Quantized> {
  const settings = {
    ...{ parent: model.file.sha256, images: samples.length, methods: options.methods },
    ...{ equalize: options.equalize, correctBias: options.correctBias },
  }
  const start = await openTrainingStart(run, settings, async () => {
    return (await chooseRanges(model, samples, val, options)).start
  })
  const { graph, outcome } = await trainThroughQuantization(start, model.manifest, run)
  const trained = { ...start, graph }
  const int8 = writeOnnx(int8GraphOf(model, trained), model.metadata)
  const [before, after] = await predictTables(model, [model.bytes, int8], val, options)
  return {
    start: trained,
    reference: graph,
    tables: { float: before!, int8: after! },
    training: {
      epochs: totalEpochs(run.config),
      learningRate: run.config.learningRate,
      bestEpoch: outcome.best.epoch,
      ...measureCandidate(before!, after!),
    },
  }
}

function int8GraphOf({ head }: FloatModel, { graph, ranges }: TrainingStart): Graph {
  return quantizeGraph(graph, planQuantization(graph, head), ranges)
}

function noiseVisibly(
  { manifest, head }: FloatModel,
  reference: Graph,
  int8: Graph,
  samples: readonly Sample[],
  threads: number,
): Promise<TensorNoise[]> {
  const progress = countProgress('measuring noise', 'images')
  const calibration = calibrateOn(samples.slice(0, NOISE_IMAGES), manifest.input, {
    ...{ threads, onProgress: progress.moveTo },
  })
  const plan = planQuantization(reference, head)
  return quantizationNoise(reference, int8, plan, calibration).finally(progress.stop)
}
