import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { TopLevelSpec } from 'vega-lite'
import { DermaliteError } from '../errors.ts'
import { confusionMatrixFigure } from './confusion-matrix.ts'
import { explanationFigures } from './explanations.ts'
import { readExplanations } from './explanations-file.ts'
import { type FigureFiles, renderFigure } from './figure.ts'
import { groupsFigure } from './groups.ts'
import { readGroups } from './groups-file.ts'
import { readHistory } from './history-file.ts'
import { EVALUATED_SPLITS, type MetricsFile, readMetrics } from './metrics-file.ts'
import { perClassSensitivityFigure } from './per-class-sensitivity.ts'
import { readPredictions } from './predictions-file.ts'
import { invalidResults } from './results-file.ts'
import { rocFigure } from './roc.ts'
import { isRun, RUN_FILES } from './run-files.ts'
import type { FigureSubject } from './theme.ts'
import { trainingCurvesFigure } from './training-curves.ts'
import { uncertaintyFigures } from './uncertainty.ts'
import { readUncertainty } from './uncertainty-file.ts'

export type DrawnRun = { run: string; figures: FigureFiles[]; metrics: MetricsFile | null }

/**
 * Draws every figure that a run's files allow into its folder: training curves from the history, and for each evaluated
 * split the confusion matrix, the sensitivities and, where its predictions were kept, the ROC curves; and what was measured
 * of its explanations, by group, and of how sure it is.
 *
 * @param directory the run's folder
 * @throws DermaliteError `results-not-found`: neither metrics nor history; `results-invalid`: a file is not as written
 */
export async function drawRun(directory: string): Promise<DrawnRun> {
  const run = basename(resolve(directory))
  const has = (name: string) => existsSync(join(directory, name))
  if (!isRun(directory)) {
    throw new DermaliteError(
      'results-not-found',
      `${directory} holds neither ${RUN_FILES.metrics} nor ${RUN_FILES.history}`,
      'Train a model (`npx tsx train.ts`) or measure one (`dermalite evaluate`): both write results.',
    )
  }
  const metrics = has(RUN_FILES.metrics)
    ? await readMetrics(join(directory, RUN_FILES.metrics))
    : null
  const specs = metrics === null ? {} : await evaluationFigures(directory, metrics)
  if (has(RUN_FILES.history)) {
    const history = await readHistory(join(directory, RUN_FILES.history))
    const subject = { run, synthetic: metrics?.synthetic ?? false }
    specs['training-curves'] = trainingCurvesFigure(
      history,
      metrics === null ? subject : { ...subject, model: metrics.model },
    )
  }
  if (has(RUN_FILES.explanations)) {
    const explanations = await readExplanations(join(directory, RUN_FILES.explanations))
    Object.assign(specs, explanationFigures(explanations))
  }
  for (const split of EVALUATED_SPLITS) {
    const [groups, uncertainty] = [RUN_FILES.groups(split), RUN_FILES.uncertainty(split)]
    if (has(groups)) {
      specs[`groups-${split}`] = groupsFigure(await readGroups(join(directory, groups)))
    }
    if (has(uncertainty)) {
      const measured = await readUncertainty(join(directory, uncertainty))
      Object.assign(specs, uncertaintyFigures(measured))
    }
  }
  const figures: FigureFiles[] = []
  for (const [name, spec] of Object.entries(specs)) {
    figures.push(await renderFigure(spec, join(directory, name)))
  }
  return { run, figures, metrics }
}

/** The figures of every evaluated split, by file name. */
async function evaluationFigures(
  directory: string,
  file: MetricsFile,
): Promise<Record<string, TopLevelSpec>> {
  const { classes, model, synthetic } = file
  const specs: Record<string, TopLevelSpec> = {}
  for (const split of EVALUATED_SPLITS) {
    const evaluation = file.evaluations[split]
    if (evaluation === undefined) continue
    const { metrics, intervals, prior } = evaluation
    const subject: FigureSubject = { model, split, n: metrics.n, prior, synthetic }
    specs[`confusion-matrix-${split}`] = confusionMatrixFigure(metrics.confusion, classes, subject)
    specs[`sensitivity-${split}`] = perClassSensitivityFigure(metrics, intervals, subject)
    const path = join(directory, RUN_FILES.predictions(split))
    if (!existsSync(path)) continue
    const predictions = await readPredictions(path)
    if (predictions.ids.length !== metrics.n || predictions.classes.join() !== classes.join()) {
      throw invalidResults(
        path,
        `holds ${predictions.ids.length} images of the classes ${predictions.classes.join(', ')}, but ` +
          `${RUN_FILES.metrics} measured ${metrics.n} of ${classes.join(', ')}`,
      )
    }
    specs[`roc-${split}`] = rocFigure(predictions, classes, subject)
  }
  return specs
}
