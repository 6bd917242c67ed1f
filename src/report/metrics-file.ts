import { z } from 'zod'
import type { ClassificationMetrics } from '../metrics/evaluate.ts'
import { writeFileAtomic } from '../write-file.ts'
import { checkResults, readJsonResults } from './results-file.ts'

/** The parts of a data set that a model is measured on. */
export const EVALUATED_SPLITS = ['val', 'test'] as const
export type EvaluatedSplit = (typeof EVALUATED_SPLITS)[number]

const count = z.int().nonnegative()
const share = z.number().min(0).max(1)
const rate = share.nullable()

const classMetricsSchema = z.object({
  n: count,
  sensitivity: rate,
  specificity: rate,
  precision: rate,
  f1: rate,
  auc: rate,
})

const classificationMetricsSchema: z.ZodType<ClassificationMetrics> = z.object({
  n: count,
  loss: z.number().nonnegative(),
  accuracy: share,
  balancedAccuracy: share,
  macroAuc: rate,
  perClass: z.record(z.string(), classMetricsSchema),
  confusion: z.array(z.array(count)),
  ece: share,
  brier: z.number().min(0).max(2),
})

const evaluationSchema = z.object({
  /** The class frequencies that the probabilities assume: `balanced`, `dataset`, or what a file says. */
  prior: z.string().min(1),
  metrics: classificationMetricsSchema,
  /** 95 % bootstrap intervals over lesions, by the names of `flattenMetrics`. */
  intervals: z.record(z.string(), z.tuple([z.number(), z.number()])),
})

export const metricsFileSchema = z.object({
  schemaVersion: z.literal(1),
  run: z.string().min(1),
  model: z.string().min(1),
  /** True when the images are drawn, not photographed. */
  synthetic: z.boolean(),
  /** In the order of the confusion matrix. */
  classes: z.array(z.string().min(1)).min(2),
  evaluations: z.partialRecord(z.enum(EVALUATED_SPLITS), evaluationSchema),
})

/** `metrics.json` of a run: how its model does on the validation and the test images. */
export type MetricsFile = z.infer<typeof metricsFileSchema>
export type Evaluation = z.infer<typeof evaluationSchema>

/** @throws DermaliteError `results-not-found`, `file-unreadable`, or `results-invalid` with the field that is wrong */
export async function readMetrics(path: string): Promise<MetricsFile> {
  return checkResults(metricsFileSchema, await readJsonResults(path), path)
}

export async function writeMetrics(path: string, metrics: MetricsFile): Promise<void> {
  const checked = checkResults(metricsFileSchema, metrics, path)
  await writeFileAtomic(path, `${JSON.stringify(checked, null, 2)}\n`)
}
