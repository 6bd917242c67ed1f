import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, Prior } from '../../classifier/index.ts'
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

/**
 * Measures predictions and keeps them in a run's folder: `predictions-<split>.csv`, and one entry of `metrics.json`, whose
 * other entries stay as long as they measured the same model.
 */
export async function recordEvaluation(
  folder: string,
  manifest: Manifest,
  split: EvaluatedSplit,
  prior: Prior,
  table: PredictionTable,
): Promise<Evaluation> {
  const evaluation = evaluateTable(table, prior.name)
  const path = join(folder, RUN_FILES.metrics)
  const model = modelIdentity(manifest)
  const earlier = existsSync(path) ? await readMetrics(path) : undefined
  const kept = earlier?.model === model ? earlier.evaluations : {}
  await writePredictions(join(folder, RUN_FILES.predictions(split)), table)
  await writeMetrics(path, {
    schemaVersion: 1,
    run: manifest.name,
    model,
    synthetic: manifest.synthetic,
    classes: manifest.classes,
    evaluations: { ...kept, [split]: evaluation },
  } satisfies MetricsFile)
  return evaluation
}

/** Tells models of one name apart. */
function modelIdentity({ name, files }: Manifest): string {
  return `${name}, float32, ${files[0]!.sha256.slice(0, 12)}`
}
