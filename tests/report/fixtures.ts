import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { softmax } from '../../src/metrics/softmax.ts'
import { createRandom } from '../../src/random.ts'
import { evaluateTable } from '../../src/report/evaluation.ts'
import { HISTORY_COLUMNS } from '../../src/report/history-file.ts'
import { writeMetrics } from '../../src/report/metrics-file.ts'
import { type PredictionTable, writePredictions } from '../../src/report/predictions-file.ts'
import { RUN_FILES } from '../../src/report/run-files.ts'

export const temporaryFolder = () => mkdtemp(join(tmpdir(), 'dermalite-report-'))

/** Predictions of a fair model: 60 images of three classes, two images a lesion. */
export function predictionTable(classes = ['bkl', 'mel', 'nv']): PredictionTable {
  const random = createRandom(9)
  const labels = Int32Array.from({ length: 60 }, (_, row) => row % classes.length)
  const logits = Float32Array.from(
    { length: labels.length * classes.length },
    (_, i) =>
      random.normal() + (labels[Math.floor(i / classes.length)] === i % classes.length ? 1.5 : 0),
  )
  return {
    classes,
    ids: Array.from(labels, (_, row) => `image-${row}`),
    groups: Array.from(labels, (_, row) => `lesion-${Math.floor(row / 2)}`),
    labels,
    logits,
    probabilities: Float32Array.from(softmax(logits, classes.length)),
  }
}

export const evaluationOf = (table: PredictionTable) =>
  evaluateTable(table, 'balanced', { resamples: 40 })

export const HISTORY_CSV = [
  HISTORY_COLUMNS.join(','),
  '1,0.0001,1.5,0.4,1.2,0.5,0.45,0.8,60,30.5,160',
  '2,0.00008,1.1,0.6,0.9,0.65,0.7,0.9,61,30.1,160',
  '3,1e-5,0.9,0.7,0.95,0.66,0.68,0.89,120,15.2,224',
  '',
].join('\n')

/** A run's folder under `results`, complete: history, metrics and predictions of the test images. */
export async function writeRun(results: string, run: string): Promise<string> {
  const directory = join(results, run)
  const table = predictionTable()
  await writeMetrics(join(directory, RUN_FILES.metrics), {
    schemaVersion: 1,
    run,
    model: 'mobilenet-v2',
    synthetic: true,
    classes: [...table.classes],
    evaluations: { test: evaluationOf(table) },
  })
  await writePredictions(join(directory, RUN_FILES.predictions('test')), table)
  await writeFile(join(directory, RUN_FILES.history), HISTORY_CSV)
  return directory
}
