import { DermaliteError } from '../errors.ts'
import { gradCam } from '../explain/grad-cam.ts'
import type { HeatMap } from '../explain/heat-map.ts'
import { calibratedProbabilities } from '../uncertainty/probabilities.ts'
import type { Manifest } from './manifest.ts'
import type { Prior } from './prior.ts'
import type { ModelOutputs } from './runtime.ts'

/** What the model says about one picture. Plain data: it can be sent between threads. */
export type Prediction = {
  /** The class of the largest probability. */
  readonly label: string
  /** By class, summing to 1, where the classes occur as `prior` says. */
  readonly probabilities: Readonly<Record<string, number>>
  readonly prior: Prior
  /** As the model gave them, in the order of the classes: before temperature and prior. */
  readonly logits: Float32Array
  /** Pooled features [C]. */
  readonly embedding: Float32Array
}

/**
 * The outputs of a model for one picture (N = 1) as an answer: temperature, softmax, change of prior.
 *
 * @throws DermaliteError `model-failed`: a logit that is not finite, outputs that do not fit the classes; `bad-argument`:
 *   the prior rules out every class that the model thinks possible
 */
export function toPrediction(
  { logits, embedding }: ModelOutputs,
  manifest: Pick<Manifest, 'classes' | 'temperature' | 'trainingPrior'>,
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
