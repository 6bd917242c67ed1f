import pLimit from 'p-limit'
import { DermaliteError } from '../errors.ts'
import type { HeatMap } from '../explain/heat-map.ts'
import { checkRgbImage } from '../image/check.ts'
import { preprocess } from '../image/preprocess.ts'
import type { RgbImage } from '../image/types.ts'
import { timed, timedAsync } from '../timing.ts'
import { type Prediction, toHeatMaps, toPrediction } from './answer.ts'
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
  readonly explain: number
}

/** What the model says about one picture, and why. */
export type Answer = Prediction & {
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

export type ClassifierParts = {
  readonly manifest: Manifest
  readonly file: ModelFile
  readonly runtime: Runtime
  /** Default: balanced. */
  readonly prior?: Prior
}

/** A classifier for decoded pictures on any platform: preprocess, run, explain. */
export function createClassifier({
  manifest,
  file,
  runtime,
  prior = resolvePrior('balanced', manifest),
}: ClassifierParts): Classifier {
  const model = { name: manifest.name, precision: file.precision, sha256: file.sha256 }
  const oneAtATime = pLimit(1)
  let disposal: Promise<void> | undefined
  return {
    manifest,
    model,
    async classify(image) {
      if (disposal !== undefined) throw disposed()
      checkRgbImage(image)
      const prepared = timed(() => preprocess(image, manifest.input))
      const inferred = await oneAtATime(() => timedAsync(() => runtime.run(prepared.value, 1)))
      const explained = timed(() => toHeatMaps(inferred.value, manifest.classes))
      const prediction = toPrediction(inferred.value, manifest, prior)
      return {
        ...prediction,
        heatmap: explained.value[prediction.label]!,
        heatmaps: explained.value,
        model,
        milliseconds: {
          decode: 0,
          preprocess: prepared.milliseconds,
          inference: inferred.milliseconds,
          explain: explained.milliseconds,
        },
      }
    },
    dispose() {
      disposal ??= oneAtATime(() => runtime.dispose())
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
