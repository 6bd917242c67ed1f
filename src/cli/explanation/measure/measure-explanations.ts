import { findLayers } from '../../../attribution/layers.ts'
import type { Score } from '../../../attribution/measure/score.ts'
import { correlation } from '../../../attribution/measure/similarity.ts'
import type { ExplainableModel } from '../../../attribution/model.ts'
import { openExplainableModel } from '../../../attribution/node/open-model.ts'
import type { Manifest } from '../../../classifier/index.ts'
import type { Sample } from '../../../dataset/types.ts'
import type { HeatMap } from '../../../explain/heat-map.ts'
import type { Graph } from '../../../graph/graph.ts'
import { decodeImage } from '../../../image/node/decode.ts'
import { preprocess } from '../../../image/preprocess.ts'
import { softmax } from '../../../metrics/softmax.ts'
import { createRandom } from '../../../random.ts'
import type { ExplanationEvaluation } from '../../../report/explanations-file.ts'
import { countProgress } from '../../count-progress.ts'
import { chooseImages } from './choose-images.ts'
import { measureExactness } from './exactness.ts'
import {
  CELL,
  type Faithfulness,
  measureFaithfulness,
  ROAD_SHARES,
  STEPS,
  summariseFaithfulness,
} from './faithfulness.ts'
import { freeMaps } from './free-maps.ts'
import { localise, type MappedSample } from './localise.ts'
import { allMaps, answerOf, baselineMaps, measuredLayers, SCORE_CAM_CHANNELS } from './maps.ts'
import { meanWithInterval } from './means.ts'
import { measureRandomisation, type Picture } from './randomisation.ts'

export type MeasureOptions = {
  readonly manifest: Manifest
  /** Of the float32 weights. */
  readonly graph: Graph
  readonly float: Uint8Array
  /** Null where the bundle has none. */
  readonly int8: Uint8Array | null
  /** Lesion masks: path by the id of the sample. */
  readonly masks: ReadonlyMap<string, string>
  /** How many images what is slow is measured on. */
  readonly images: number
  readonly threads: number
  readonly seed: number
}

/** The exactness of the free map is shown on so many images, the randomisation on fewer. */
const [EXACTNESS_IMAGES, RANDOMISED_IMAGES] = [100, 50]

/** Everything that says how far the heat maps of a bundle can be trusted, on one side of a split. */
export async function measureExplanations(
  samples: readonly Sample[],
  options: MeasureOptions,
): Promise<ExplanationEvaluation> {
  const { manifest, masks, seed } = options
  const free = await visibly('free heat maps', 'images', (onProgress) =>
    freeMaps(samples, [options.float, ...(options.int8 ? [options.int8] : [])], {
      ...{ manifest, threads: options.threads, onProgress },
    }),
  )
  const random = createRandom(seed, 1)
  const shipped = samples.map((sample, i): MappedSample => {
    const map = free[i]!.at(-1)!
    const own = { method: options.int8 ? 'cam, int8' : 'cam', layer: 'head', map }
    return { sample, maps: [own, ...baselineMaps(map.width, random)] }
  })
  const all = await localise(shipped, masks)

  const model = await openExplainableModel(options.graph, {
    ...{ layers: measuredLayers(findLayers(options.graph)), threads: options.threads },
  })
  const chosen = chooseImages(samples, options.images, seed)
  const { exactness, measured } = await measureWithGradients(model, chosen).finally(() =>
    model.dispose(),
  )
  const sampled = await localise(measured.mapped, masks)
  const randomisation = await visibly('randomising weights', 'blocks', (onProgress) =>
    measureRandomisation(measured.pictures.slice(0, RANDOMISED_IMAGES), {
      ...{ graph: options.graph, size: manifest.input.size, threads: options.threads },
      ...{ seed, onProgress },
    }),
  )
  return {
    createdAt: new Date().toISOString(),
    seed,
    exactness,
    precision: options.int8 ? comparePrecisions(free, samples) : null,
    randomisation,
    localisation: all && sampled && { all, sample: sampled },
    faithfulness: {
      images: chosen.length,
      cell: CELL,
      steps: STEPS,
      roadShares: [...ROAD_SHARES],
      scoreCamChannels: SCORE_CAM_CHANNELS,
      methods: measured.faithfulness,
    },
  }

  async function measureWithGradients(model: ExplainableModel, chosen: readonly Sample[]) {
    const freeOf = new Map(samples.map(({ id }, i) => [id, free[i]![0]!]))
    const exact = chooseImages(samples, EXACTNESS_IMAGES, seed).map(({ id, path }) => ({
      ...{ path, free: freeOf.get(id)! },
    }))
    const exactness = await visibly('differentiating', 'images', (onProgress) =>
      measureExactness(exact, model, manifest, onProgress),
    )
    return { exactness, measured: await measureChosen(model, chosen, options) }
  }
}

/** What needs gradients, or many runs of the network. */
async function measureChosen(
  model: ExplainableModel,
  chosen: readonly Sample[],
  { manifest, seed }: MeasureOptions,
) {
  const { size } = manifest.input
  const mapped: MappedSample[] = []
  const pictures: Picture[] = []
  const faithful: Faithfulness[][] = []
  await visibly('measuring maps', 'images', async (onProgress) => {
    for (const [index, sample] of chosen.entries()) {
      const random = createRandom(seed, 2, index)
      const image = preprocess(await decodeImage(sample.path), manifest.input)
      const answer = answerOf(await model.logits(image, 1))
      const score = scoreOf(model, answer, manifest.temperature)
      const maps = await allMaps(model, image, answer, score, random)
      const results: Faithfulness[] = []
      for (const { map } of maps) {
        results.push(await measureFaithfulness(image, map, score, { size, random }))
      }
      mapped.push({ sample, maps })
      pictures.push({ sample, image })
      faithful.push(results)
      onProgress(index + 1, chosen.length)
    }
  })
  const groups = chosen.map(({ group }) => group)
  return {
    mapped,
    pictures,
    faithfulness: summariseFaithfulness(mapped[0]!.maps, faithful, groups),
  }
}

/** The probability of the class at the temperature of the bundle, all classes being alike. */
function scoreOf(model: ExplainableModel, classIndex: number, temperature: number): Score {
  return async (images, n) => {
    const logits = await model.logits(images, n)
    const classes = logits.length / n
    const probabilities = softmax(logits, classes, temperature)
    return Float32Array.from({ length: n }, (_, i) => probabilities[i * classes + classIndex]!)
  }
}

/** The float32 map of each sample is the first, the int8 map the second. */
function comparePrecisions(
  free: readonly HeatMap[][],
  samples: readonly Sample[],
): ExplanationEvaluation['precision'] {
  const values = free.map(([float, int8]) => correlation(float!.data, int8!.data) ?? 0)
  const sorted = [...values].sort((a, b) => a - b)
  return {
    images: values.length,
    correlation: meanWithInterval(
      values,
      samples.map(({ group }) => group),
    ),
    fifthPercentile: sorted[Math.floor(0.05 * sorted.length)]!,
  }
}

function visibly<T>(
  label: string,
  unit: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = countProgress(label, unit)
  return work(progress.moveTo).finally(progress.stop)
}
