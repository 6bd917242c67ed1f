import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Manifest, ModelFile, Prior } from '../../classifier/index.ts'
import type { BootstrapOptions } from '../../metrics/bootstrap.ts'
import { evaluateTable } from '../../report/evaluation.ts'
import {
  type EvaluatedSplit,
  type Evaluation,
  type MetricsFile,
  readMetrics,
  writeMetrics,
} from '../../report/metrics-file.ts'
import { type PredictionTable, writePredictions } from '../../report/predictions-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'

export type MeasuredModel = {
  readonly manifest: Manifest
  /** The file of the bundle that answered. */
  readonly file: ModelFile
  readonly prior: Prior
}

/** Which weights numbers are of. */
export function modelLabel({ manifest, file }: Pick<MeasuredModel, 'manifest' | 'file'>): string {
  return `${manifest.name}, ${file.precision}, ${file.sha256.slice(0, 12)}`
}

/**
 * The folder of results for a model: each precision, and each prior but the balanced one, has a folder of its own, so that
 * no measurement takes the place of another.
 */
export function resultsFolder(results: string, { manifest, file, prior }: MeasuredModel): string {
  const precision = file.precision === 'float32' ? [] : [file.precision]
  const frequencies = prior.name === 'balanced' ? [] : [`${prior.name}-prior`]
  return join(results, [manifest.name, ...precision, ...frequencies].join('-'))
}

/**
 * Measures predictions and keeps them in a run's folder: `predictions-<split>.csv`, and one entry of `metrics.json`, whose
 * other entries stay as long as they measured the same model.
 */
export async function recordEvaluation(
  folder: string,
  { manifest, file, prior }: MeasuredModel,
  split: EvaluatedSplit,
  table: PredictionTable,
  options: BootstrapOptions = {},
): Promise<Evaluation> {
  const evaluation = evaluateTable(table, prior.name, options)
  const path = join(folder, RUN_FILES.metrics)
  const model = modelLabel({ manifest, file })
  const earlier = existsSync(path) ? await readMetrics(path) : undefined
  const kept = earlier?.model === model ? earlier.evaluations : {}
  await writePredictions(join(folder, RUN_FILES.predictions(split)), table)
  await writeMetrics(path, {
    schemaVersion: 1,
    run: basename(folder),
    model,
    synthetic: manifest.synthetic,
    classes: manifest.classes,
    evaluations: { ...kept, [split]: evaluation },
  } satisfies MetricsFile)
  return evaluation
}
