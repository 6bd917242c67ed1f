import { MALIGNANT_CLASSES } from '../classes.ts'
import { DermaliteError } from '../errors.ts'
import type { Quality } from '../image/quality/assess-quality.ts'
import { conformalScores, conformalThresholds, predictionSet } from '../uncertainty/conformal.ts'
import { project } from '../uncertainty/embedding-space.ts'
import { mutualInformation, normalizedEntropy } from '../uncertainty/entropy.ts'
import { drawProbabilities, laplaceNoise, weightVariance } from '../uncertainty/laplace.ts'
import { mahalanobisDistance } from '../uncertainty/mahalanobis.ts'
import { thresholdForSensitivity } from '../uncertainty/operating-point.ts'
import { unpackMatrix } from '../uncertainty/packed.ts'
import { logOdds } from '../uncertainty/prior.ts'
import {
  calibratedLogits,
  probabilitiesUnder,
  probabilityOfAny,
} from '../uncertainty/probabilities.ts'
import type { Assessment, Triage } from './answer.ts'
import type { Manifest } from './manifest.ts'
import type { Prior } from './prior.ts'
import type { ModelOutputs } from './runtime.ts'
import type { UncertaintyStatistics } from './uncertainty-schema.ts'

/** Shares of the malignant validation images that `high` and `raised` reach. */
export const SENSITIVITIES = { high: 0.9, raised: 0.95 } as const

export const DEFAULT_COVERAGE = 0.9

/** @throws DermaliteError `bad-argument`: a coverage that is none */
export function checkCoverage(coverage: number): void {
  if (coverage > 0 && coverage < 1) return
  throw new DermaliteError(
    'bad-argument',
    `the coverage is ${coverage}`,
    'A coverage lies between 0 and 1, such as 0.9: how often the prediction set holds the truth.',
  )
}

export type AssessorOptions = {
  readonly prior: Prior
  /** Of the prediction sets, in (0, 1). */
  readonly coverage?: number | undefined
}

/** Says how far the answer to one picture (N = 1) can be trusted. */
export type Assessor = (
  outputs: Pick<ModelOutputs, 'logits' | 'embedding'>,
  quality?: Quality,
) => Assessment

/**
 * Prepares what every assessment of a model needs: statistics unpacked, thresholds for a prior and a coverage. Takes
 * milliseconds; each assessment takes microseconds.
 */
export function createAssessor(
  manifest: Pick<Manifest, 'classes' | 'temperature' | 'trainingPrior' | 'uncertainty'>,
  { prior, coverage = DEFAULT_COVERAGE }: AssessorOptions,
): Assessor {
  const { classes, trainingPrior, uncertainty: statistics } = manifest
  const malignant = malignantIndices(classes)
  const toProbabilities = (calibrated: Float64Array) =>
    probabilitiesUnder(calibrated, trainingPrior, prior.frequencies)
  const possible = malignant?.filter((k) => prior.frequencies[k]! > 0) ?? []
  const fitted = statistics && {
    ...thresholdsOf(statistics, {
      ...{ malignant: possible, toProbabilities, coverage },
      prior: prior.frequencies,
    }),
    measure: embeddingMeasures(statistics),
  }
  const shift = logOdds(prior.frequencies, trainingPrior)

  return ({ logits, embedding }, quality) => {
    const calibrated = calibratedLogits(logits, manifest)
    const probabilities = toProbabilities(calibrated)
    const malignancy =
      malignant && probabilityOfAny(malignant, probabilities, probabilities.length)[0]!
    const entropy = normalizedEntropy(probabilities)
    if (!fitted) {
      const unknown = { triage: null, predictionSet: null, coverage: null, outOfDistribution: null }
      return { malignancy, uncertainty: { entropy, epistemic: null }, ...unknown }
    }
    const { score, threshold, epistemic } = fitted.measure(
      embedding,
      calibrated.map((logit, k) => logit + shift[k]!),
    )
    const outOfDistribution = { score, threshold, flagged: score > threshold }
    const unclear = outOfDistribution.flagged || quality?.ok === false
    const set = predictionSet(probabilities, fitted.conformal, statistics!.conformal.score)
    return {
      malignancy,
      triage:
        malignancy === null || !fitted.malignancy
          ? null
          : triageOf(malignancy, fitted.malignancy, unclear),
      predictionSet: set.map((k) => classes[k]!),
      coverage,
      uncertainty: { entropy, epistemic },
      outOfDistribution,
    }
  }
}

/** Where the malignant classes stand; null for a model that lacks one of them. */
function malignantIndices(classes: readonly string[]): readonly number[] | null {
  const indices = MALIGNANT_CLASSES.map((name) => classes.indexOf(name))
  return indices.includes(-1) ? null : indices
}

type MalignancyThresholds = Readonly<Record<keyof typeof SENSITIVITIES, number>>

type ThresholdOptions = {
  /** Those of the malignant classes that the prior does not rule out. */
  readonly malignant: readonly number[]
  readonly toProbabilities: (calibrated: Float64Array) => Float64Array
  readonly coverage: number
  readonly prior: readonly number[]
}

/** Thresholds for a prior, from the validation images as the model would have answered them. */
function thresholdsOf(
  { validation, conformal }: UncertaintyStatistics,
  { malignant, toProbabilities, coverage, prior }: ThresholdOptions,
) {
  const { counts } = validation
  const classCount = counts.length
  const labels = counts.flatMap((count, label) => new Array<number>(count).fill(label))
  const probabilities = toProbabilities(transposed(unpackMatrix(validation.logits), classCount))
  const scores = conformalScores(probabilities, classCount, conformal.score)
  const { shrinkage } = conformal
  const malignancy = probabilityOfAny(malignant, probabilities, classCount)
  const reached = malignancy.filter((_, row) => malignant.includes(labels[row]!))
  const high = thresholdForSensitivity(reached, SENSITIVITIES.high)
  const raised = thresholdForSensitivity(reached, SENSITIVITIES.raised)
  return {
    conformal: conformalThresholds({ scores, labels }, classCount, { coverage, shrinkage, prior }),
    malignancy: high === undefined || raised === undefined ? undefined : { high, raised },
  }
}

/** What the embedding of a picture says: how far it lies from those of training, and how well the weights know it. */
function embeddingMeasures({ embedding }: UncertaintyStatistics) {
  const { basis, laplace, outOfDistribution } = embedding
  const space = { basis: unpackMatrix(basis), dimensions: basis.rows }
  const weights = {
    whitening: unpackMatrix(laplace.whitening),
    outsideVariance: laplace.outsideVariance,
  }
  const { variances, outsideVariance, threshold } = outOfDistribution
  const gaussians = { means: unpackMatrix(outOfDistribution.means), variances, outsideVariance }
  const classCount = outOfDistribution.means.rows
  const channels = basis.columns
  const noise = laplaceNoise(laplace.factor, classCount)
  return (vector: Float32Array, logits: Float64Array) => {
    if (vector.length !== channels) throw otherEmbedding(vector.length, channels)
    const projection = project(space, vector)
    const draws = drawProbabilities(logits, noise, weightVariance(projection, weights))
    const score = mahalanobisDistance(projection, gaussians)
    return { score, threshold, epistemic: mutualInformation(draws, classCount) }
  }
}

function otherEmbedding(length: number, expected: number): DermaliteError {
  return new DermaliteError(
    'model-failed',
    `the embedding has ${length} numbers, the statistics of the bundle are of ${expected}`,
    'Run `dermalite calibrate` on the bundle again.',
  )
}

function triageOf(malignancy: number, thresholds: MalignancyThresholds, unclear: boolean): Triage {
  const reaches = (level: keyof MalignancyThresholds) => malignancy >= thresholds[level]
  const boundary = reaches('high') ? 'high' : 'raised'
  const level = unclear ? 'unclear' : reaches(boundary) ? boundary : 'not-raised'
  return { level, threshold: thresholds[boundary], sensitivity: SENSITIVITIES[boundary] }
}

/** [K, N] -> [N, K], both row-major. */
function transposed(values: Float32Array, rows: number): Float64Array {
  const columns = values.length / rows
  return Float64Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!)
}
