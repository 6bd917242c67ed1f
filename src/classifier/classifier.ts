import pLimit from 'p-limit'
import { DermaliteError } from '../errors.ts'
import { evidenceInside } from '../explain/evidence-inside.ts'
import type { HeatMap } from '../explain/heat-map.ts'
import { checkRgbImage } from '../image/check.ts'
import { findLesion } from '../image/lesion/find-lesion.ts'
import type { Mask } from '../image/lesion/mask.ts'
import { preprocess } from '../image/preprocess.ts'
import { assessQuality } from '../image/quality/assess-quality.ts'
import type { RgbImage } from '../image/types.ts'
import { timed, timedAsync } from '../timing.ts'
import {
  type Assessment,
  type Evidence,
  type Prediction,
  type Quality,
  toHeatMaps,
  toPrediction,
} from './answer.ts'
import { checkCoverage, createAssessor, DEFAULT_COVERAGE } from './assess.ts'
import type { Manifest, ModelFile, Precision } from './manifest.ts'
import { type Prior, resolvePrior } from './prior.ts'
import type { Runtime } from './runtime.ts'

/** Which weights gave an answer. */
export type ModelIdentity = {
  readonly name: string
  readonly precision: Precision
  /** SHA-256 of the model file, hexadecimal. */
  readonly sha256: string
}

/** Time spent on one picture, in milliseconds; waiting for other pictures is not counted. */
export type Milliseconds = {
  /** File to pixels; next to nothing where pixels were passed. */
  readonly decode: number
  readonly preprocess: number
  readonly inference: number
  /** Heat maps, and where their evidence lies. */
  readonly explain: number
  /** Quality, lesion, and how far the answer can be trusted. */
  readonly assess: number
}

/** What the model says about one picture, how far to trust it, and why. Plain data: it can be sent between threads. */
export type Answer = Prediction &
  Assessment & {
    /** Whether the picture is fit to be judged. */
    readonly quality: Quality
    readonly evidence: Evidence
    /** The lesion, of the size of the picture or smaller; null where none stands out. */
    readonly lesion: Mask | null
    /** Grad-CAM of the label. */
    readonly heatmap: HeatMap
    /** Grad-CAM of every class. */
    readonly heatmaps: Readonly<Record<string, HeatMap>>
    readonly model: ModelIdentity
    readonly milliseconds: Milliseconds
  }

/** A loaded model that answers for pictures of type `Picture`. */
export type Classifier<Picture = RgbImage> = {
  readonly manifest: Manifest
  readonly model: ModelIdentity
  /**
   * Safe to call while earlier calls run: the model takes one picture at a time.
   *
   * @throws DermaliteError `model-failed`; `bad-argument`: pixels that are no RGB picture, or a classifier that was disposed
   *   of; what decoding the picture throws
   */
  classify(picture: Picture): Promise<Answer>
  /** Frees the model after the calls that run; the classifier cannot be used afterwards. */
  dispose(): Promise<void>
}

export type ClassifierParts<Picture = RgbImage> = {
  readonly manifest: Manifest
  readonly file: ModelFile
  readonly runtime: Runtime
  /** Default: balanced. */
  readonly prior?: Prior
  /** Of the prediction sets, in (0, 1); default 0.9. */
  readonly coverage?: number | undefined
  /** Turns a picture into pixels; left out where pictures are pixels. */
  readonly decode?: (picture: Picture) => Promise<RgbImage>
}

/**
 * A classifier on any platform: decode, judge the picture, preprocess, run, explain, assess.
 *
 * @throws DermaliteError `bad-argument`: a coverage that is none
 */
export function createClassifier<Picture = RgbImage>({
  manifest,
  file,
  runtime,
  prior = resolvePrior('balanced', manifest),
  coverage = DEFAULT_COVERAGE,
  decode,
}: ClassifierParts<Picture>): Classifier<Picture> {
  checkCoverage(coverage)
  const assess = createAssessor(manifest, { prior, coverage })
  const model = { name: manifest.name, precision: file.precision, sha256: file.sha256 }
  const oneAtATime = pLimit(1)
  const running = new Set<Promise<Answer>>()
  let disposal: Promise<void> | undefined

  const answerTo = async (picture: Picture): Promise<Answer> => {
    const decoded = decode
      ? await timedAsync(() => decode(picture))
      : { value: picture, milliseconds: 0 }
    const image: unknown = decoded.value
    checkRgbImage(image)
    const judged = timed(() => {
      const lesion = findLesion(image)
      return { quality: assessQuality(image, lesion), lesion: lesion?.mask ?? null }
    })
    const prepared = timed(() => preprocess(image, manifest.input))
    const inferred = await oneAtATime(() => timedAsync(() => runtime.run(prepared.value, 1)))
    const prediction = toPrediction(inferred.value, manifest, prior)
    const { quality, lesion } = judged.value
    const assessed = timed(() => assess(inferred.value, quality))
    const explained = timed(() => {
      const heatmaps = toHeatMaps(inferred.value, manifest.classes)
      const heatmap = heatmaps[prediction.label]!
      const insideLesion = lesion && evidenceInside(heatmap, lesion)
      return { heatmap, heatmaps, evidence: { insideLesion } }
    })
    return {
      ...prediction,
      ...assessed.value,
      ...explained.value,
      ...{ quality, lesion },
      model,
      milliseconds: {
        decode: decoded.milliseconds,
        preprocess: prepared.milliseconds,
        inference: inferred.milliseconds,
        explain: explained.milliseconds,
        assess: judged.milliseconds + assessed.milliseconds,
      },
    }
  }

  return {
    manifest,
    model,
    async classify(picture) {
      if (disposal !== undefined) throw disposed()
      const answer = answerTo(picture)
      running.add(answer)
      try {
        return await answer
      } finally {
        running.delete(answer)
      }
    },
    dispose() {
      disposal ??= Promise.allSettled(running).then(() => runtime.dispose())
      return disposal
    },
  }
}

function disposed(): DermaliteError {
  return new DermaliteError(
    'bad-argument',
    'the classifier was disposed of',
    'Load another one, or dispose of it after the last picture.',
  )
}
