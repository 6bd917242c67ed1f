import { z } from 'zod'
import { RANGE_METHODS } from '../compress/quantize/ranges.ts'
import { writeFileAtomic } from '../write-file.ts'
import { checkResults, readJsonResults } from './results-file.ts'

const share = z.number().min(0).max(1)
const fileSchema = z.object({
  path: z.string().min(1),
  bytes: z.int().positive(),
  sha256: z.string().length(64),
})

export const candidateSchema = z.object({
  method: z.enum(RANGE_METHODS),
  balancedAccuracy: share,
  macroAuc: share.nullable(),
  /** Share of the images that get the same label as by the float model. */
  sameLabel: share,
})

const comparedSchema = z.object({
  float32: z.number(),
  int8: z.number(),
  /** int8 minus float32, with its 95 % paired bootstrap interval over lesions. */
  difference: z.number(),
  interval: z.tuple([z.number(), z.number()]),
})

const trainingSchema = candidateSchema.omit({ method: true }).extend({
  epochs: z.int().positive(),
  learningRate: z.number().positive(),
  /** The epoch whose averaged weights were taken, from 1. */
  bestEpoch: z.int().positive(),
})

const noiseSchema = z.object({
  layer: z.string().min(1),
  tensor: z.enum(['activation', 'weight']),
  decibels: z.number().nullable(),
})

export const quantizationFileSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string().min(1),
  /** True when the images are drawn, not photographed. */
  synthetic: z.boolean(),
  dataset: z.string().min(1),
  /** Training images that the ranges were observed on. */
  calibrationImages: z.int().positive(),
  equalized: z.boolean(),
  biasCorrected: z.boolean(),
  method: z.enum(RANGE_METHODS),
  /** What was measured of each method on the validation images, under the balanced prior. */
  candidates: z.array(candidateSchema).min(1),
  /** Quantization-aware training, measured like the candidates; null where the weights are those of the float model. */
  training: trainingSchema.nullable().default(null),
  files: z.object({ float32: fileSchema, int8: fileSchema }),
  validation: z.object({
    images: z.int().positive(),
    sameLabel: share,
    /** Mean absolute difference of the calibrated probabilities. */
    probabilityDifference: share,
    /** By the names of `flattenMetrics`. */
    metrics: z.record(z.string(), comparedSchema),
  }),
  /** Signal-to-noise ratio of every quantized tensor. */
  noise: z.array(noiseSchema),
})

/** `quantization.json` of a run: how its int8 model was made, and what that cost. */
export type QuantizationFile = z.infer<typeof quantizationFileSchema>
export type QuantizationCandidate = z.infer<typeof candidateSchema>

/** @throws DermaliteError `results-not-found`, `file-unreadable`, or `results-invalid` with the field that is wrong */
export async function readQuantization(path: string): Promise<QuantizationFile> {
  return checkResults(quantizationFileSchema, await readJsonResults(path), path)
}

export async function writeQuantization(path: string, file: QuantizationFile): Promise<void> {
  const checked = checkResults(quantizationFileSchema, file, path)
  await writeFileAtomic(path, `${JSON.stringify(checked, null, 2)}\n`)
}
