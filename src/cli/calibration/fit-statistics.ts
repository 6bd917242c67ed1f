import type { Manifest } from '../../classifier/index.ts'
import type { UncertaintyStatistics } from '../../classifier/uncertainty-schema.ts'
import { negativeLogLikelihood } from '../../metrics/calibration.ts'
import { scoreAtShare } from '../../metrics/separation.ts'
import { calibrateLogits } from '../../uncertainty/calibration-map.ts'
import { type EmbeddingSpace, project } from '../../uncertainty/embedding-space.ts'
import { fitCalibration } from '../../uncertainty/fit/calibration.ts'
import {
  calibrationMethods,
  crossValidateCalibration,
} from '../../uncertainty/fit/cross-validate.ts'
import { scatterBasis } from '../../uncertainty/fit/embedding-basis.ts'
import { fitLaplace, lastLayerCurvature } from '../../uncertainty/fit/laplace.ts'
import { drawProbabilities, laplaceNoise, weightVariance } from '../../uncertainty/laplace.ts'
import { toUnitLength } from '../../uncertainty/nearest-neighbours.ts'
import { packMatrix, unpackMatrix } from '../../uncertainty/packed.ts'
import { balancedPrior, logOdds } from '../../uncertainty/prior.ts'
import { probabilitiesUnder } from '../../uncertainty/probabilities.ts'
import { chooseSets } from './choose-sets.ts'
import { calibrationData } from './cross-fit.ts'
import type { Labelled } from './gather.ts'
import { smoothingOf } from './smoothing.ts'
import { mahalanobisScore } from './strangeness.ts'

export type FittingData = {
  readonly manifest: Pick<Manifest, 'trainingPrior' | 'datasetPrior' | 'provenance'>
  /** SHA-256 of the model that answered. */
  readonly model: string
  readonly val: Labelled
  readonly train: Labelled
}

const DIMENSIONS = 64
/** Share of the validation images that count as known: some room below the 95 % that is promised. */
const KNOWN = 0.965
const PRIOR_PRECISIONS = [1, 10, 100, 1000, 10_000]

/** Fits everything that the bundle stores about how sure its answers are, and says what else was tried. */
export function fitStatistics({ manifest, model, val, train }: FittingData) {
  const { trainingPrior, datasetPrior } = manifest
  const classCount = trainingPrior.length
  const counts = new Array<number>(classCount).fill(0)
  for (const label of val.labels) counts[label]! += 1
  const { data, folds } = calibrationData({ ...val, trainingPrior })
  const calibrations = calibrationMethods(smoothingOf(manifest)).map((method) =>
    crossValidateCalibration(data, method, folds),
  )
  const calibrated = calibrations.reduce((best, each) => (each.loss < best.loss ? each : best))
  const calibration = fitCalibration(data, calibrated.chosen)
  const { smoothing: _, ...calibrationMethod } = calibrated.chosen
  const sets = chooseSets({
    ...{ labels: val.labels, groups: val.groups, classCount },
    priors: [datasetPrior, balancedPrior(classCount)].map((prior) => ({
      prior,
      probabilities: probabilitiesUnder(calibrated.logits, trainingPrior, prior),
    })),
  })

  const channels = train.embeddings.length / train.count
  const units = toUnitLength(train.embeddings, channels)
  const scatter = scatterBasis(
    { ...{ vectors: units, classCount }, labels: train.labels },
    Math.min(DIMENSIONS, channels, train.count - classCount),
  )
  const dimensions = scatter.variances.length
  const basis = packMatrix(scatter.basis, dimensions, 8)
  const space = { basis: unpackMatrix(basis), dimensions }
  const curvature = lastLayerCurvature({
    ...{ space, vectors: train.embeddings, classCount },
    probabilities: probabilitiesUnder(
      calibrateLogits(train.logits, calibration),
      trainingPrior,
      trainingPrior,
    ),
  })
  const precisions = PRIOR_PRECISIONS.map((precision) => {
    const laplace = fitLaplace(curvature, calibration, precision)
    const loss = lossOfDraws({ space, laplace, val, logits: calibrated.logits }, manifest)
    return { precision, laplace, loss }
  })
  const { laplace, precision } = precisions.reduce((best, each) =>
    each.loss < best.loss ? each : best,
  )
  const outOfDistribution = {
    means: packMatrix(scatter.means, classCount, 16),
    variances: Array.from(scatter.variances, (value) => Math.max(value, SMALLEST_VARIANCE)),
    outsideVariance: Math.max(scatter.outsideVariance, SMALLEST_VARIANCE),
  }
  const distances = mahalanobisScore({
    basis,
    outOfDistribution: { ...outOfDistribution, threshold: 1 },
  })(val)
  const statistics: UncertaintyStatistics = {
    model,
    calibration,
    calibrationMethod,
    validation: { counts, logits: packByClass(calibrated.logits, val.labels, classCount) },
    conformal: sets.chosen.choice,
    embedding: {
      basis,
      laplace: {
        whitening: packMatrix(laplace.whitening, dimensions, 16),
        outsideVariance: laplace.outsideVariance,
        factor: [...laplace.factor],
      },
      outOfDistribution: { ...outOfDistribution, threshold: scoreAtShare(distances, KNOWN) },
    },
  }
  return {
    statistics,
    /** [N, K]: of the validation images, by maps that had no part in their lesion. */
    calibrated: calibrated.logits,
    tried: {
      calibrations: calibrations.map(({ chosen, loss }) => ({ ...chosen, loss })),
      calibration: calibrated.chosen,
      sets,
      precisions: precisions.map(({ precision, loss }) => ({ precision, loss })),
      precision,
    },
  }
}

const SMALLEST_VARIANCE = 1e-9

type Draws = {
  readonly space: EmbeddingSpace
  readonly laplace: ReturnType<typeof fitLaplace>
  readonly val: Labelled
  readonly logits: Float64Array
}

/** Negative log-likelihood of the mean of the draws, on the validation images. */
function lossOfDraws(
  { space, laplace, val, logits }: Draws,
  { trainingPrior, datasetPrior }: FittingData['manifest'],
): number {
  const classCount = trainingPrior.length
  const channels = val.embeddings.length / val.count
  const noise = laplaceNoise(laplace.factor, classCount)
  const shift = logOdds(datasetPrior, trainingPrior)
  const probabilities = new Float64Array(logits.length)
  for (let row = 0; row < val.count; row++) {
    const start = row * classCount
    const projection = project(space, val.embeddings.subarray(row * channels, (row + 1) * channels))
    const shifted = shift.map((odds, k) => logits[start + k]! + odds)
    const draws = drawProbabilities(shifted, noise, weightVariance(projection, laplace))
    for (let i = 0; i < draws.length; i++) {
      probabilities[start + (i % classCount)]! += (draws[i]! * classCount) / draws.length
    }
  }
  return negativeLogLikelihood({ labels: val.labels, probabilities }, classCount)
}

/** [N, K] -> [K, N], the images in the order of their classes. */
function packByClass(logits: Float64Array, labels: readonly number[], classCount: number) {
  const rows = labels.map((_, row) => row).sort((a, b) => labels[a]! - labels[b]!)
  const columns = Array.from({ length: classCount }, (_, k) =>
    rows.map((row) => logits[row * classCount + k]!),
  )
  return packMatrix(columns.flat(), classCount, 16)
}
