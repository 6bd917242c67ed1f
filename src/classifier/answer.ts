import { DermaliteError } from '../errors.ts'
import { gradCam } from '../explain/grad-cam.ts'
import type { HeatMap } from '../explain/heat-map.ts'
import { calibratedProbabilities } from '../uncertainty/probabilities.ts'
import type { Manifest } from './manifest.ts'
import type { Prior } from './prior.ts'
import type { ModelOutputs } from './runtime.ts'

/**
 * What follows from the probability of a malignant class (akiec, bcc, mel), by thresholds fitted on validation images:
 * `high` reaches 90 % of their malignant lesions, `raised` the next up to 95 %, `not-raised` is below both and is no
 * all-clear, `unclear` is a picture that cannot be judged: unlike those the model knows, or of poor quality.
 */
export type TriageLevel = 'high' | 'raised' | 'not-raised' | 'unclear'

export type Triage = {
  readonly level: TriageLevel
  /** Of `malignancy`, under the prior of the answer: the boundary that decided. */
  readonly threshold: number
  /** Share of the malignant validation images that reach the threshold: 0.9 for `high`, 0.95 for the others. */
  readonly sensitivity: number
}

export type Uncertainty = {
  /** Entropy of the probabilities over ln K: 0 sure of one class, 1 all alike. */
  readonly entropy: number
  /**
   * What the weights of the model do not know: mutual information of class and weights over ln K, 0 to 1. Null where the
   * bundle has no statistics for it.
   */
  readonly epistemic: number | null
}

export type OutOfDistribution = {
  /** How unlike the pictures that the model was trained on; no upper bound. */
  readonly score: number
  readonly threshold: number
  /** Score above threshold: the answer means nothing. */
  readonly flagged: boolean
}

export type { Quality } from '../image/quality/assess-quality.ts'

/** How far an answer can be trusted. Null where the bundle has no statistics for it, or the classes are foreign. */
export type Assessment = {
  /** P(akiec) + P(bcc) + P(mel) under the prior; null for a model of other classes. */
  readonly malignancy: number | null
  /** Null also where the prior rules out every malignant class. */
  readonly triage: Triage | null
  /**
   * Classes, the most probable first, that together hold the truth as often as `coverage` says, whatever the class
   * (class-conditional conformal prediction).
   */
  readonly predictionSet: readonly string[] | null
  /** Of the prediction set, such as 0.9. */
  readonly coverage: number | null
  readonly uncertainty: Uncertainty
  readonly outOfDistribution: OutOfDistribution | null
}

/** What the model says about one picture. Plain data: it can be sent between threads. */
export type Prediction = {
  /** The class of the largest probability. */
  readonly label: string
  /** By class, summing to 1, where the classes occur as `prior` says. */
  readonly probabilities: Readonly<Record<string, number>>
  readonly prior: Prior
  /** As the model gave them, in the order of the classes: before calibration and prior. */
  readonly logits: Float32Array
  /** Pooled features [C]. */
  readonly embedding: Float32Array
}

/** What the pixels add: whether they can be judged, and where the evidence lies. */
export type Evidence = {
  /** Share of the positive evidence for the label inside the lesion, 0 to 1; null where no lesion, or no evidence, was found. */
  readonly insideLesion: number | null
}

/**
 * The outputs of a model for one picture (N = 1) as an answer: calibration, softmax, change of prior.
 *
 * @throws DermaliteError `model-failed`: a logit that is not finite, outputs that do not fit the classes; `bad-argument`:
 *   the prior rules out every class that the model thinks possible
 */
export function toPrediction(
  { logits, embedding }: ModelOutputs,
  manifest: Pick<Manifest, 'classes' | 'temperature' | 'trainingPrior' | 'uncertainty'>,
  prior: Prior,
): Prediction {
  const { classes } = manifest
  if (logits.length !== classes.length || !logits.every(Number.isFinite)) {
    throw new DermaliteError(
      'model-failed',
      `the model answered [${logits}] for the classes ${classes.join(', ')}`,
      'Check that the bundle is complete and its weights are finite.',
    )
  }
  const values = calibratedProbabilities(logits, manifest, prior.frequencies)
  return {
    label: classes[values.indexOf(Math.max(...values))]!,
    probabilities: byClass(classes, (k) => values[k]!),
    prior,
    logits,
    embedding,
  }
}

/** Grad-CAM of every class for one picture (N = 1). */
export function toHeatMaps(
  { cam, camSize: [height, width] }: ModelOutputs,
  classes: readonly string[],
): Readonly<Record<string, HeatMap>> {
  return byClass(classes, (k) => gradCam({ data: cam, width, height }, k))
}

function byClass<T>(classes: readonly string[], value: (k: number) => T): Record<string, T> {
  return Object.fromEntries(classes.map((name, k) => [name, value(k)]))
}
