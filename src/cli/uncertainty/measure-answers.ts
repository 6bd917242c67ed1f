import { reliabilityBins } from '../../metrics/calibration.ts'
import { consistency } from '../../metrics/consistency.ts'
import { estimateNumbers } from '../../metrics/estimate.ts'
import { riskCoverage } from '../../metrics/selective.ts'
import type { MeasuredPrior } from '../../report/uncertainty-file.ts'
import { answerNumbers } from './answer-numbers.ts'
import { type JudgeOptions, judgeAnswers } from './judge-answers.ts'
import type { SplitAnswers } from './split-answers.ts'

const CURVE_POINTS = 200

export type AnswersContext = Omit<JudgeOptions, 'prior'> & {
  readonly prior: { readonly name: string; readonly frequencies: readonly number[] }
}

/** Everything that is measured of answers under one class prior, with intervals over lesions. */
export function measureAnswers(
  answers: SplitAnswers,
  { prior, ...options }: AnswersContext,
): MeasuredPrior {
  const judged = judgeAnswers(answers, { ...options, prior: prior.frequencies })
  const { classes, labels, before, after, doubt, deferralScore, operatingPoints } = judged
  const calibrated = { labels, probabilities: after }
  return {
    ...{ name: prior.name, deferralScore },
    numbers: estimateNumbers((rows) => answerNumbers(judged, rows), answers.groups),
    reliability: {
      before: reliabilityBins({ labels, probabilities: before }, classes.length),
      after: reliabilityBins(calibrated, classes.length),
    },
    consistency: consistency(after, answers.groups, classes.length),
    thresholds: Object.fromEntries(
      operatingPoints.map(({ sensitivity, threshold }) => [String(sensitivity), threshold]),
    ),
    riskCoverage: Object.fromEntries(
      Object.entries(doubt).map(([name, scores]) => [
        name,
        thin(riskCoverage(calibrated, classes.length, scores)),
      ]),
    ),
  }
}

/** As many points as a figure shows, the last among them. */
function thin<T>(points: readonly T[]): T[] {
  const count = Math.min(CURVE_POINTS, points.length)
  return Array.from({ length: count }, (_, i) => {
    return points[Math.round(((i + 1) * points.length) / count) - 1]!
  })
}
