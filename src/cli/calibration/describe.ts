import type { Manifest } from '../../classifier/index.ts'
import { rocAuc } from '../../metrics/auc.ts'
import { argmaxRows } from '../../metrics/predictions.ts'
import { textTable } from '../../text-table.ts'
import type { LinearHead } from '../../uncertainty/dropout.ts'
import type { CalibrationMethod } from '../../uncertainty/fit/calibration.ts'
import type { ConformalChoice } from '../../uncertainty/fit/conformal.ts'
import { probabilitiesUnder } from '../../uncertainty/probabilities.ts'
import { SETS_COVERAGE } from './choose-sets.ts'
import { doubtScores } from './doubt.ts'
import type { fitStatistics } from './fit-statistics.ts'
import type { Labelled, Strange } from './gather.ts'
import { compareStrangeness, strangenessScores } from './strangeness.ts'

type Fitted = ReturnType<typeof fitStatistics>

export type CalibrationContext = {
  readonly manifest: Manifest
  readonly val: Labelled
  readonly train: Labelled
  readonly strange: readonly Strange[]
  readonly head: LinearHead | undefined
}

export type DescribedCalibration = ReturnType<typeof describeCalibration>

/** What was chosen, against what else; every number on validation images. */
export function describeCalibration(
  { statistics, calibrated, tried }: Fitted,
  { manifest, val, train, strange, head }: CalibrationContext,
) {
  const { trainingPrior, datasetPrior } = manifest
  const inputs = { outputs: val, calibrated, trainingPrior, prior: datasetPrior }
  const probabilities = probabilitiesUnder(calibrated, trainingPrior, datasetPrior)
  const answers = argmaxRows(probabilities, trainingPrior.length)
  const wrong = val.labels.map((label, row) => answers[row] !== label)
  const doubt = Object.entries(doubtScores(inputs, statistics, head))
  const { threshold } = statistics.embedding.outOfDistribution
  const scores = strangenessScores(statistics.embedding, train)
  const flagged = scores.Mahalanobis!(val).filter((score) => score > threshold).length
  return {
    images: { validation: val.count, training: train.count },
    bytes: JSON.stringify(statistics).length,
    calibration: { chosen: tried.calibration, measured: tried.calibrations },
    predictionSets: { chosen: tried.sets.chosen.choice, measured: tried.sets.measured },
    epistemic: {
      priorPrecision: tried.precision,
      measured: tried.precisions,
      errorAuroc: Object.fromEntries(doubt.map(([name, score]) => [name, rocAuc(score, wrong)])),
    },
    outOfDistribution: {
      ...{ threshold, flaggedValidation: flagged / val.count },
      measured: compareStrangeness(val, strange, scores),
    },
  }
}

/** The same for people. */
export function printCalibration(
  described: DescribedCalibration,
  classes: readonly string[],
): string {
  const { calibration, predictionSets, epistemic, outOfDistribution, images, bytes } = described
  const right = (title: string) => ({ title, align: 'right' as const })
  const mark = (chosen: boolean) => (chosen ? '<- chosen' : '')
  return [
    `${images.validation} validation and ${images.training} training images; ${Math.round(bytes / 1000)} kB of statistics`,
    'Calibration, by the likelihood of lesions left out, in the mean over both priors (lower is better)',
    textTable(
      [{ title: 'method' }, right('loss'), { title: '' }],
      calibration.measured.map(({ loss, ...method }) => [
        methodName(method),
        loss.toFixed(4),
        mark(methodName(method) === methodName(calibration.chosen)),
      ]),
    ),
    `Prediction sets of ${percent(SETS_COVERAGE)}, on lesions left out: size, and coverage by class (mean and lower of two priors)`,
    textTable(
      [{ title: 'score' }, right('borrowed'), right('size'), ...classes.map(right), { title: '' }],
      predictionSets.measured.map(({ choice, size, byClass }) => [
        scoreName(choice),
        String(choice.shrinkage),
        size.toFixed(2),
        ...byClass.map((share) => (share === null ? '' : percent(share))),
        mark(choice === predictionSets.chosen),
      ]),
    ),
    'Which score ranks wrong answers above right ones (AUROC, dataset prior)',
    textTable(
      [{ title: 'score' }, right('AUROC')],
      Object.entries(epistemic.errorAuroc).map(([name, auc]) => [name, auc?.toFixed(3) ?? '']),
    ),
    `Prior precision of the Laplace approximation: ${epistemic.priorPrecision}, by likelihood`,
    `Unknown pictures: ${percent(outOfDistribution.flaggedValidation, 1)} of the validation images lie beyond the threshold ${outOfDistribution.threshold.toFixed(0)}`,
    textTable(
      [
        ...[{ title: 'score' }, { title: 'against' }],
        ...['images', 'AUROC', 'pass at 95 %'].map(right),
      ],
      outOfDistribution.measured.map(({ score, against, images, auroc, fpr95 }) => [
        ...[score, against, String(images)],
        ...[auroc?.toFixed(4) ?? '', fpr95 === null ? '' : percent(fpr95, 1)],
      ]),
    ),
  ].join('\n\n')
}

function methodName(method: CalibrationMethod): string {
  const name =
    method.method === 'temperature' ? method.method : `${method.method}, penalty ${method.penalty}`
  return method.smoothing ? `${name}, smoothing undone` : name
}

function scoreName({ score }: ConformalChoice): string {
  if (score.method === 'lac') return 'LAC'
  return `RAPS, penalty ${score.penalty}, ${score.freeRanks} free`
}

function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)} %`
}
