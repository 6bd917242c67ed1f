import { resolvePrior } from '../../classifier/index.ts'
import {
  type CalibratedGraph,
  calibrate,
  quantize,
  rangesBy,
} from '../../compress/quantize/post-training.ts'
import type { RangeMethod } from '../../compress/quantize/ranges.ts'
import type { Sample } from '../../dataset/types.ts'
import type { Graph } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'
import { countProgress } from '../count-progress.ts'
import { predictWithModels } from '../evaluation/predict-samples.ts'
import { predictionTable } from '../evaluation/prediction-table.ts'
import { calibrateOn } from './calibration.ts'
import { bestCandidate, measureCandidate } from './choose.ts'
import type { FloatModel } from './float-model.ts'
import type { TrainingStart } from './training-start.ts'

export type PostTrainingOptions = {
  /** The best of these on the validation images is taken. */
  readonly methods: readonly RangeMethod[]
  readonly equalize: boolean
  readonly correctBias: boolean
  readonly threads: number
}

export type PostTrainingQuantization = {
  readonly start: TrainingStart
  /** The float graph that 8 bits should come close to: the one of `start` before its biases were corrected. */
  readonly reference: Graph
  readonly tables: PrecisionTables
}

/** What the two models of a bundle answer for the validation images. */
export type PrecisionTables = { readonly float: PredictionTable; readonly int8: PredictionTable }

/** Prepares the float model, observes it on training images, and takes the ranges that do best on validation images. */
export async function chooseRanges(
  model: FloatModel,
  samples: readonly Sample[],
  val: readonly Sample[],
  options: PostTrainingOptions,
): Promise<PostTrainingQuantization> {
  const calibrated = await calibrateVisibly(model, samples, options)
  const models = options.methods.map((method) => writeOnnx(quantize(calibrated, method)))
  const [float, ...tables] = await predictTables(model, [model.bytes, ...models], val, options)
  const candidates = options.methods.map((method, i) => ({
    method,
    ...measureCandidate(float!, tables[i]!),
  }))
  const best = bestCandidate(candidates)
  const { method } = candidates[best]!
  const { graph, reference } = calibrated
  const ranges = rangesBy(calibrated, method)
  return {
    start: { images: samples.length, method, candidates, graph, ranges },
    reference,
    tables: { float: float!, int8: tables[best]! },
  }
}

/** What models answer for the validation images, at the temperature of the float32 model and under the balanced prior. */
export async function predictTables(
  { manifest }: FloatModel,
  models: readonly Uint8Array[],
  val: readonly Sample[],
  { threads }: { readonly threads: number },
): Promise<PredictionTable[]> {
  const progress = countProgress('comparing on validation', 'images')
  const logits = await predictWithModels(val, manifest, models, {
    threads,
    onProgress: progress.moveTo,
  }).finally(progress.stop)
  const images = { dataset: manifest.provenance.dataset, side: 'val' } as const
  const model = { manifest, prior: resolvePrior('balanced', manifest) }
  return logits.map((each) => predictionTable(val, each, images, model))
}

function calibrateVisibly(
  { manifest, graph, head }: FloatModel,
  samples: readonly Sample[],
  { equalize, correctBias, threads }: PostTrainingOptions,
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
