import { rocAuc } from '../../metrics/auc.ts'
import { calibrationNumbers } from '../../metrics/calibration.ts'
import type { Predictions } from '../../metrics/predictions.ts'
import {
  areaUnderRiskCoverage,
  balancedAccuracyAfterDeferral,
  riskCoverage,
} from '../../metrics/selective.ts'
import { measureSets } from '../../uncertainty/fit/conformal.ts'
import { takeRows } from '../../uncertainty/fit/folds.ts'
import { DEFERRED, type JudgedAnswers } from './judge-answers.ts'

/**
 * Everything that is measured of some images' answers.
 *
 * @param rows which images; one may come more than once, as it does in a bootstrap draw
 */
export function answerNumbers(judged: JudgedAnswers, rows: Int32Array) {
  const { classes, after, before } = judged
  const calibrated = predictionsOf(judged, after, rows)
  return {
    calibration: {
      before: calibrationNumbers(predictionsOf(judged, before, rows), classes.length),
      after: calibrationNumbers(calibrated, classes.length),
    },
    sets: named(judged.setMethods, ({ name, levels }) => [
      name,
      named(levels, ({ coverage, sets }) => [String(coverage), setNumbers(judged, sets, rows)]),
    ]),
    doubt: doubtNumbers(judged, calibrated, rows),
    deferral: deferralNumbers(judged, calibrated, rows),
    operatingPoints: named(judged.operatingPoints, ({ sensitivity, called }) => [
      String(sensitivity),
      callNumbers(judged, called, rows),
    ]),
  }
}

function setNumbers(
  { labels, classes, isMalignant }: JudgedAnswers,
  sets: readonly (readonly number[])[],
  rows: Int32Array,
) {
  const chosen = Array.from(rows, (row) => sets[row]!)
  const chosenLabels = rows.map((row) => labels[row]!)
  const { coverage, byClass, size } = measureSets(chosen, chosenLabels, classes.length)
  const malignantRows = rows.filter((row) => isMalignant[row])
  return {
    ...{ coverage, size },
    malignant: share(malignantRows, (row) => sets[row]!.includes(labels[row]!)),
    byClass: named(byClass, (covered, k) => [classes[k]!, covered]),
  }
}

/** How well each score tells wrong answers from right ones. */
function doubtNumbers(
  { classes, doubt, isWrong }: JudgedAnswers,
  calibrated: Predictions,
  rows: Int32Array,
) {
  const errors = Array.from(rows, (row) => isWrong[row]!)
  return named(Object.entries(doubt), ([name, scores]) => {
    const own = Float64Array.from(rows, (row) => scores[row]!)
    const curve = riskCoverage(calibrated, classes.length, own)
    return [name, { errorAuroc: rocAuc(own, errors), aurc: areaUnderRiskCoverage(curve) }]
  })
}

function deferralNumbers(
  { classes, doubt, deferralScore }: JudgedAnswers,
  calibrated: Predictions,
  rows: Int32Array,
) {
  const uncertainty = Float64Array.from(rows, (row) => doubt[deferralScore]![row]!)
  const after = (deferred: number) =>
    balancedAccuracyAfterDeferral(calibrated, classes.length, { uncertainty, deferred })
  const full = after(0)
  return named(DEFERRED, (deferred) => {
    const balancedAccuracy = after(deferred)
    const gain = balancedAccuracy === null || full === null ? null : balancedAccuracy - full
    return [String(deferred), { balancedAccuracy, gain }]
  })
}

function callNumbers({ isMalignant }: JudgedAnswers, called: readonly boolean[], rows: Int32Array) {
  const malignant = rows.filter((row) => isMalignant[row])
  const benign = rows.filter((row) => !isMalignant[row])
  return {
    sensitivity: share(malignant, (row) => called[row]!),
    specificity: share(benign, (row) => !called[row]!),
  }
}

function share(rows: Int32Array, holds: (row: number) => boolean): number | null {
  return rows.length === 0 ? null : rows.filter(holds).length / rows.length
}

function predictionsOf(
  { labels, classes }: JudgedAnswers,
  probabilities: Float64Array,
  rows: Int32Array,
): Predictions {
  return {
    labels: Array.from(rows, (row) => labels[row]!),
    probabilities: takeRows(probabilities, classes.length, rows),
  }
}

function named<T, V>(
  items: readonly T[],
  entry: (item: T, index: number) => readonly [string, V],
): Record<string, V> {
  return Object.fromEntries(items.map(entry))
}
