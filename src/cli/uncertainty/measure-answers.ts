import { MALIGNANT_CLASSES } from '../../classes.ts'
import type { Manifest } from '../../classifier/index.ts'
import type { UncertaintyStatistics } from '../../classifier/uncertainty-schema.ts'
import { rocAuc } from '../../metrics/auc.ts'
import {
  brierScore,
  classwiseCalibrationError,
  expectedCalibrationError,
  negativeLogLikelihood,
  reliabilityBins,
} from '../../metrics/calibration.ts'
import { estimateNumbers } from '../../metrics/estimate.ts'
import { argmaxRows } from '../../metrics/predictions.ts'
import {
  areaUnderRiskCoverage,
  balancedAccuracyAfterDeferral,
  riskCoverage,
} from '../../metrics/selective.ts'
import type { MeasuredPrior } from '../../report/uncertainty-file.ts'
import type { ConformalScore } from '../../uncertainty/conformal.ts'
import type { LinearHead } from '../../uncertainty/dropout.ts'
import { measureSets } from '../../uncertainty/fit/conformal.ts'
import { probabilitiesUnder } from '../../uncertainty/probabilities.ts'
import { doubtScores } from '../calibration/doubt.ts'
import { malignancyCalls, type SplitAnswers, setsOf } from './split-answers.ts'

const COVERAGES = [0.8, 0.9, 0.95]
const DEFERRED = [0.1, 0.2, 0.3]
const SENSITIVITIES = [0.9, 0.95]
const CURVE_POINTS = 200
const OTHER_SCORES: readonly ConformalScore[] = [
  { method: 'lac' },
  { method: 'raps', penalty: 0.01, freeRanks: 1 },
]

export type AnswersContext = {
  readonly manifest: Pick<Manifest, 'classes'>
  readonly statistics: UncertaintyStatistics
  readonly head: LinearHead | undefined
  readonly prior: { readonly name: string; readonly frequencies: readonly number[] }
  /** By which the most uncertain are deferred; left out: the best here. */
  readonly deferralScore?: string | undefined
}

/** Everything that is measured of answers under one class prior, with intervals over lesions. */
export function measureAnswers(
  answers: SplitAnswers,
  { manifest, statistics, head, prior, ...context }: AnswersContext,
): MeasuredPrior {
  const { classes } = manifest
  const { labels, logits, calibrated, trainingPrior } = answers
  const frequencies = prior.frequencies
  const before = probabilitiesUnder(logits, trainingPrior, frequencies)
  const after = probabilitiesUnder(calibrated, trainingPrior, frequencies)
  const answered = argmaxRows(after, classes.length)
  const wrong = labels.map((label, row) => answered[row] !== label)
  const doubt = doubtScores(
    { outputs: answers, calibrated, trainingPrior, prior: frequencies },
    statistics,
    head,
  )
  const all = { labels, probabilities: after }
  const deferralScore =
    context.deferralScore ?? bestDeferral(Object.entries(doubt), all, classes.length)
  const malignant = MALIGNANT_CLASSES.map((name) => classes.indexOf(name)).filter((k) => k >= 0)
  const isMalignant = labels.map((label) => malignant.includes(label))
  const sets = setMethods(statistics).map(([name, score]) => {
    const choice = { score, shrinkage: statistics.conformal.shrinkage }
    const levels = COVERAGES.map((coverage) => ({
      coverage,
      sets: setsOf(answers, frequencies, choice, coverage),
    }))
    return { name, levels }
  })
  const points = isMalignant.includes(true)
    ? SENSITIVITIES.map((sensitivity) => ({
        sensitivity,
        ...malignancyCalls(answers, frequencies, malignant, sensitivity),
      }))
    : []

  const numbers = estimateNumbers((rows) => {
    const chosen = (probabilities: Float64Array) => ({
      labels: rows.map((row) => labels[row]!),
      probabilities: rowsOf(probabilities, classes.length, rows),
    })
    const calibratedRows = chosen(after)
    const full = balancedAccuracyAfterDeferral(calibratedRows, classes.length, {
      uncertainty: rows.map(() => 0),
      deferred: 0,
    })
    return {
      calibration: {
        before: calibrationOf(chosen(before), classes.length),
        after: calibrationOf(calibratedRows, classes.length),
      },
      sets: named(sets, ({ name, levels }) => [
        name,
        named(levels, ({ coverage, sets }) => [
          String(coverage),
          setNumbers(rows, { sets, labels, classes, isMalignant }),
        ]),
      ]),
      doubt: named(Object.entries(doubt), ([name, scores]) => {
        const own = Float64Array.from(rows, (row) => scores[row]!)
        const curve = riskCoverage(calibratedRows, classes.length, own)
        const errors = Array.from(rows, (row) => wrong[row]!)
        return [name, { errorAuroc: rocAuc(own, errors), aurc: areaUnderRiskCoverage(curve) }]
      }),
      deferral: named(DEFERRED, (deferred) => {
        const uncertainty = Float64Array.from(rows, (row) => doubt[deferralScore]![row]!)
        const options = { uncertainty, deferred }
        const reached = balancedAccuracyAfterDeferral(calibratedRows, classes.length, options)
        const gain = reached === null || full === null ? null : reached - full
        return [String(deferred), { balancedAccuracy: reached, gain }]
      }),
      operatingPoints: named(points, ({ sensitivity, called }) => [
        String(sensitivity),
        {
          sensitivity: share(
            rows,
            (row) => isMalignant[row]!,
            (row) => called[row]!,
          ),
          specificity: share(
            rows,
            (row) => !isMalignant[row]!,
            (row) => !called[row]!,
          ),
        },
      ]),
    }
  }, answers.groups)

  return {
    ...{ name: prior.name, deferralScore, numbers },
    reliability: {
      before: reliabilityBins({ labels, probabilities: before }, classes.length),
      after: reliabilityBins(all, classes.length),
    },
    thresholds: Object.fromEntries(
      points.map(({ sensitivity, threshold }) => [String(sensitivity), threshold]),
    ),
    riskCoverage: Object.fromEntries(
      Object.entries(doubt).map(([name, scores]) => [
        name,
        thin(riskCoverage(all, classes.length, scores)),
      ]),
    ),
  }
}

/** The score that ships, and the other kind to compare it with. */
function setMethods({ conformal }: UncertaintyStatistics): [string, ConformalScore][] {
  const others = OTHER_SCORES.filter(({ method }) => method !== conformal.score.method)
  return [conformal.score, ...others].map((score) => [score.method, score])
}

/** The score that leaves the highest balanced accuracy, in the mean over the shares that are deferred. */
function bestDeferral(
  doubt: readonly (readonly [string, Float64Array])[],
  predictions: { readonly labels: readonly number[]; readonly probabilities: Float64Array },
  classCount: number,
): string {
  const reached = ([name, uncertainty]: readonly [string, Float64Array]) => ({
    name,
    sum: DEFERRED.reduce((sum, deferred) => {
      const options = { uncertainty, deferred }
      return sum + (balancedAccuracyAfterDeferral(predictions, classCount, options) ?? 0)
    }, 0),
  })
  return doubt.map(reached).reduce((best, each) => (each.sum > best.sum ? each : best)).name
}

function calibrationOf(
  predictions: { readonly labels: ArrayLike<number>; readonly probabilities: Float64Array },
  classCount: number,
) {
  return {
    ece: expectedCalibrationError(predictions, classCount),
    classwiseEce: classwiseCalibrationError(predictions, classCount),
    brier: brierScore(predictions, classCount),
    loss: negativeLogLikelihood(predictions, classCount),
  }
}

type SetsContext = {
  readonly sets: readonly (readonly number[])[]
  readonly labels: readonly number[]
  readonly classes: readonly string[]
  readonly isMalignant: readonly boolean[]
}

function setNumbers(rows: Int32Array, { sets, labels, classes, isMalignant }: SetsContext) {
  const chosen = Array.from(rows, (row) => sets[row]!)
  const chosenLabels = rows.map((row) => labels[row]!)
  const { coverage, byClass, size } = measureSets(chosen, chosenLabels, classes.length)
  return {
    ...{ coverage, size },
    malignant: share(
      rows,
      (row) => isMalignant[row]!,
      (row) => sets[row]!.includes(labels[row]!),
    ),
    byClass: named(byClass, (covered, k) => [classes[k]!, covered]),
  }
}

function share(
  rows: Int32Array,
  counts: (row: number) => boolean,
  holds: (row: number) => boolean,
): number | null {
  let [all, hits] = [0, 0]
  for (const row of rows) {
    if (!counts(row)) continue
    all += 1
    if (holds(row)) hits += 1
  }
  return all === 0 ? null : hits / all
}

function rowsOf(values: Float64Array, columns: number, rows: Int32Array): Float64Array {
  const chosen = new Float64Array(rows.length * columns)
  for (let i = 0; i < rows.length; i++) {
    const start = rows[i]! * columns
    chosen.set(values.subarray(start, start + columns), i * columns)
  }
  return chosen
}

function named<T, V>(
  items: readonly T[],
  entry: (item: T, index: number) => readonly [string, V],
): Record<string, V> {
  return Object.fromEntries(items.map(entry))
}

/** As many points as a figure shows, the last among them. */
function thin<T>(points: readonly T[]): T[] {
  const count = Math.min(CURVE_POINTS, points.length)
  return Array.from({ length: count }, (_, i) => {
    return points[Math.round(((i + 1) * points.length) / count) - 1]!
  })
}
