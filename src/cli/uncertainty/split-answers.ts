import { MALIGNANT_CLASSES } from '../../classes.ts'
import { DermaliteError, type Manifest } from '../../classifier/index.ts'
import type { UncertaintyStatistics } from '../../classifier/uncertainty-schema.ts'
import { calibrateLogits } from '../../uncertainty/calibration-map.ts'
import { conformalScores, conformalThresholds, predictionSet } from '../../uncertainty/conformal.ts'
import { type ConformalChoice, crossValidatedSets } from '../../uncertainty/fit/conformal.ts'
import { groupedFolds, splitFold } from '../../uncertainty/fit/folds.ts'
import { thresholdForSensitivity } from '../../uncertainty/operating-point.ts'
import { unpackMatrix } from '../../uncertainty/packed.ts'
import { probabilitiesUnder, probabilityOfAny } from '../../uncertainty/probabilities.ts'
import type { Labelled } from '../calibration/gather.ts'

/** What a calibrated model answers on one side of the split, so that nothing judges images that it was fitted on. */
export type SplitAnswers = Labelled & {
  readonly trainingPrior: readonly number[]
  /** [N, K]; of validation images by maps that had no part in their lesion. */
  readonly calibrated: Float64Array
  /** What thresholds are taken from: the validation images. */
  readonly reference: { readonly labels: readonly number[]; readonly calibrated: Float64Array }
  /** Of validation images: thresholds for each fold come from the others. */
  readonly folds: Int32Array | null
}

const FOLDS = 10
/** Of the folds of thresholds: other ones than the calibration maps were fitted by. */
const SEED = 7

/**
 * @param statistics of the model that gave the outputs
 * @throws DermaliteError `bad-argument`: validation images that are not those of `dermalite calibrate`
 */
export function splitAnswers(
  outputs: Labelled,
  { trainingPrior }: Pick<Manifest, 'trainingPrior'>,
  statistics: UncertaintyStatistics,
  isValidation: boolean,
): SplitAnswers {
  const { counts } = statistics.validation
  const packed = unpackMatrix(statistics.validation.logits)
  const inOrder = counts.flatMap((count, label) => new Array<number>(count).fill(label))
  const labels = isValidation ? outputs.labels : inOrder
  const reference = { labels, calibrated: unpackByClass(packed, labels, counts) }
  if (!isValidation) {
    const calibrated = calibrateLogits(outputs.logits, statistics.calibration)
    return { ...outputs, trainingPrior, calibrated, reference, folds: null }
  }
  const folds = groupedFolds(outputs.groups, outputs.labels, FOLDS, SEED)
  return { ...outputs, trainingPrior, calibrated: reference.calibrated, reference, folds }
}

/** [K, N] in the order of the classes -> [N, K] in the order of the labels. */
function unpackByClass(
  packed: Float32Array,
  labels: readonly number[],
  counts: readonly number[],
): Float64Array {
  const found = counts.map((_, k) => labels.filter((label) => label === k).length)
  if (found.join() !== counts.join() || labels.length * counts.length !== packed.length) {
    throw new DermaliteError(
      'bad-argument',
      `the bundle was calibrated on ${counts.join(', ')} images of its classes, here are ${found.join(', ')}`,
      'Name the data set of `dermalite calibrate`, or run it again on this one.',
    )
  }
  const rows = labels.map((_, row) => row).sort((a, b) => labels[a]! - labels[b]!)
  const logits = new Float64Array(packed.length)
  for (const [place, row] of rows.entries()) {
    for (let k = 0; k < counts.length; k++) {
      logits[row * counts.length + k] = packed[k * labels.length + place]!
    }
  }
  return logits
}

/** The prediction set of each image, class indices. */
export function setsOf(
  answers: SplitAnswers,
  prior: readonly number[],
  choice: ConformalChoice,
  coverage: number,
): number[][] {
  const { labels, calibrated, trainingPrior, reference, folds } = answers
  const probabilities = probabilitiesUnder(calibrated, trainingPrior, prior)
  if (folds)
    return crossValidatedSets({ probabilities, labels }, folds, choice, { coverage, prior })
  const classCount = prior.length
  const { score, shrinkage } = choice
  const known = probabilitiesUnder(reference.calibrated, trainingPrior, prior)
  const scores = conformalScores(known, classCount, score)
  const thresholds = conformalThresholds({ scores, labels: reference.labels }, classCount, {
    coverage,
    shrinkage,
    prior,
  })
  return labels.map((_, row) =>
    predictionSet(
      probabilities.subarray(row * classCount, (row + 1) * classCount),
      thresholds,
      score,
    ),
  )
}

export type Calls = {
  /** From all validation images: what ships. */
  readonly threshold: number
  /** Of each image, whether it is called malignant. */
  readonly called: readonly boolean[]
}

/** The malignant classes that a model knows and a prior does not rule out. */
export function malignantClasses(classes: readonly string[], prior: readonly number[]): number[] {
  return MALIGNANT_CLASSES.map((name) => classes.indexOf(name)).filter((k) => prior[k]! > 0)
}

/**
 * Who is called malignant at a threshold that finds a share of the malignant validation images; undefined where there are none.
 */
export function malignancyCalls(
  answers: SplitAnswers,
  prior: readonly number[],
  malignant: readonly number[],
  sensitivity: number,
): Calls | undefined {
  const { calibrated, trainingPrior, reference, folds, labels } = answers
  const [known, own] = [reference.calibrated, calibrated].map((logits) =>
    probabilityOfAny(malignant, probabilitiesUnder(logits, trainingPrior, prior), prior.length),
  ) as [Float64Array, Float64Array]
  const thresholdOf = (rows: readonly number[]) =>
    thresholdForSensitivity(
      rows.filter((row) => malignant.includes(reference.labels[row]!)).map((row) => known[row]!),
      sensitivity,
    )
  const threshold = thresholdOf(reference.labels.map((_, row) => row))
  if (threshold === undefined) return undefined
  const thresholds = new Float64Array(labels.length).fill(threshold)
  for (const fold of new Set(folds ?? [])) {
    const { inside, outside } = splitFold(folds!, fold)
    const without = thresholdOf(outside) ?? threshold
    for (const row of inside) thresholds[row] = without
  }
  return { threshold, called: labels.map((_, row) => own[row]! >= thresholds[row]!) }
}
