import { z } from 'zod'
import { PRECISIONS } from '../classifier/manifest.ts'
import { writeFileAtomic } from '../write-file.ts'
import { EVALUATED_SPLITS } from './metrics-file.ts'
import { checkResults, readJsonResults } from './results-file.ts'

const share = z.number().min(0).max(1)
const sha256 = z.string().length(64)

const comparisonSchema = z.object({
  precision: z.enum(PRECISIONS),
  /** SHA-256 of the two model files. */
  onnx: sha256,
  tflite: sha256,
  /** Largest absolute difference of a logit over all images and classes. */
  maxLogitDifference: z.number().nonnegative(),
  /** Mean absolute difference of the calibrated probabilities under the balanced prior. */
  meanProbabilityDifference: share,
  /** Share of the images that get the same label. */
  sameLabel: share,
  /** Whether XNNPACK computes every operator of the .tflite model. */
  fullyAccelerated: z.boolean(),
})

export const parityFileSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string().min(1),
  createdAt: z.iso.datetime(),
  /** True when the images are drawn, not photographed. */
  synthetic: z.boolean(),
  dataset: z.string().min(1),
  split: z.enum(EVALUATED_SPLITS),
  images: z.int().positive(),
  engines: z.object({ onnx: z.string().min(1), tflite: z.string().min(1) }),
  comparisons: z.array(comparisonSchema).min(1),
})

/** `parity.json` of a run: how far the answers of a bundle's .onnx and .tflite models lie apart. */
export type ParityFile = z.infer<typeof parityFileSchema>
export type ParityComparison = z.infer<typeof comparisonSchema>

/** @throws DermaliteError `results-not-found`, `file-unreadable`, or `results-invalid` with the field that is wrong */
export async function readParity(path: string): Promise<ParityFile> {
  return checkResults(parityFileSchema, await readJsonResults(path), path)
}

export async function writeParity(path: string, file: ParityFile): Promise<void> {
  const checked = checkResults(parityFileSchema, file, path)
  await writeFileAtomic(path, `${JSON.stringify(checked, null, 2)}\n`)
}
