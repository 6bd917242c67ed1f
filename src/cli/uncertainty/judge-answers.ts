import type { UncertaintyStatistics } from '../../classifier/uncertainty-schema.ts'
import { argmaxRows, type Predictions } from '../../metrics/predictions.ts'
import { balancedAccuracyAfterDeferral } from '../../metrics/selective.ts'
import type { ConformalScore } from '../../uncertainty/conformal.ts'
import type { LinearHead } from '../../uncertainty/dropout.ts'
import { probabilitiesUnder } from '../../uncertainty/probabilities.ts'
import { doubtScores } from '../calibration/doubt.ts'
import {
  type Calls,
  malignancyCalls,
  malignantClasses,
  type SplitAnswers,
  setsOf,
} from './split-answers.ts'

/** Shares of the images that are deferred, the most uncertain first. */
export const DEFERRED = [0.1, 0.2, 0.3]
const COVERAGES = [0.8, 0.9, 0.95]
const SENSITIVITIES = [0.9, 0.95]
const OTHER_SCORES: readonly ConformalScore[] = [
  { method: 'lac' },
  { method: 'raps', penalty: 0.01, freeRanks: 1 },
]

export type JudgeOptions = {
  readonly classes: readonly string[]
  readonly statistics: UncertaintyStatistics
  readonly head: LinearHead | undefined
  /** Class frequencies that the probabilities assume. */
  readonly prior: readonly number[]
  /** By which the most uncertain are deferred; left out: the best here. */
  readonly deferralScore?: string | undefined
}

/** What is said of each image, under one class prior: lists go by image. */
export type JudgedAnswers = {
  readonly classes: readonly string[]
  readonly labels: readonly number[]
  /** [N, K], before the probabilities are calibrated. */
  readonly before: Float64Array
  /** [N, K], calibrated. */
  readonly after: Float64Array
  readonly isWrong: readonly boolean[]
  readonly isMalignant: readonly boolean[]
  /** How uncertain each image is, by every score. */
  readonly doubt: Readonly<Record<string, Float64Array>>
  readonly deferralScore: string
  readonly setMethods: readonly {
    readonly name: string
    readonly levels: readonly { readonly coverage: number; readonly sets: number[][] }[]
  }[]
  /** None where no image is malignant, here or among those that thresholds are taken from. */
  readonly operatingPoints: readonly (Calls & { readonly sensitivity: number })[]
}

export function judgeAnswers(answers: SplitAnswers, options: JudgeOptions): JudgedAnswers {
  const { classes, statistics, head, prior } = options
  const { labels, logits, calibrated, trainingPrior } = answers
  const after = probabilitiesUnder(calibrated, trainingPrior, prior)
  const answered = argmaxRows(after, classes.length)
  const doubt = doubtScores(
    { outputs: answers, calibrated, trainingPrior, prior },
    statistics,
    head,
  )
  const malignant = malignantClasses(classes, prior)
  const isMalignant = labels.map((label) => malignant.includes(label))
  const sensitivities = isMalignant.includes(true) ? SENSITIVITIES : []
  return {
    ...{ classes, labels, after, doubt, isMalignant },
    before: probabilitiesUnder(logits, trainingPrior, prior),
    isWrong: labels.map((label, row) => answered[row] !== label),
    deferralScore:
      options.deferralScore ??
      bestDeferral(doubt, { labels, probabilities: after }, classes.length),
    setMethods: conformalMethods(statistics).map((score) => ({
      name: score.method,
      levels: COVERAGES.map((coverage) => {
        const choice = { score, shrinkage: statistics.conformal.shrinkage }
        return { coverage, sets: setsOf(answers, prior, choice, coverage) }
      }),
    })),
    operatingPoints: sensitivities.flatMap((sensitivity) => {
      const calls = malignancyCalls(answers, prior, malignant, sensitivity)
      return calls ? [{ sensitivity, ...calls }] : []
    }),
  }
}

/** The score that ships, and the other kind to compare it with. */
function conformalMethods({ conformal }: UncertaintyStatistics): ConformalScore[] {
  const others = OTHER_SCORES.filter(({ method }) => method !== conformal.score.method)
  return [conformal.score, ...others]
}

/** The score that leaves the highest balanced accuracy, in the mean over the shares that are deferred. */
function bestDeferral(
  doubt: Readonly<Record<string, Float64Array>>,
  predictions: Predictions,
  classCount: number,
): string {
  const reached = Object.entries(doubt).map(([name, uncertainty]) => ({
    name,
    sum: DEFERRED.reduce((sum, deferred) => {
      const options = { uncertainty, deferred }
      return sum + (balancedAccuracyAfterDeferral(predictions, classCount, options) ?? 0)
    }, 0),
  }))
  return reached.reduce((best, each) => (each.sum > best.sum ? each : best)).name
}
