import { z } from 'zod'
import { writeFileAtomic } from '../write-file.ts'
import { checkResults } from './results-file.ts'

const share = z.number().min(0).max(1)
const count = z.int().positive()

const costSchema = z.object({
  /** Multiply-accumulates of one image. */
  macs: count,
  parameters: count,
})

/** Of the plain logits, which assume the training prior. */
const validationSchema = z.object({
  /** Side of the images, pixels. */
  size: count,
  loss: z.number().nonnegative(),
  accuracy: share,
  balancedAccuracy: share,
  macroAuc: share.nullable(),
})

export const pruningStepSchema = costSchema.extend({
  /** Channels that are left, by the layer that makes them. */
  widths: z.record(z.string(), count),
  /** Right after channels were removed. */
  before: validationSchema,
  /** By the best of the epochs that followed; null where none did. */
  after: validationSchema.extend({ epoch: count }).nullable(),
})

export const CRITERIA = ['taylor', 'magnitude'] as const

export const pruningFileSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string().min(1),
  /** True when the images are drawn, not photographed. */
  synthetic: z.boolean(),
  dataset: z.string().min(1),
  /** The bundle that was pruned, by the SHA-256 of its float32 model. */
  parent: costSchema.extend({ name: z.string().min(1), sha256: z.string().length(64) }),
  /** The network before anything was ever removed from it. */
  unpruned: costSchema,
  criterion: z.enum(CRITERIA),
  /** Share of the unpruned network's multiply-accumulates that was asked for. */
  keepMacs: share,
  widthsBefore: z.record(z.string(), count),
  steps: z.array(pruningStepSchema).min(1),
})

/** `pruning.json` of a run: what was removed from a network step by step, and what that cost. */
export type PruningFile = z.infer<typeof pruningFileSchema>
export type PruningStep = z.infer<typeof pruningStepSchema>
export type Criterion = (typeof CRITERIA)[number]

/** @throws DermaliteError `results-invalid` with the field that is wrong */
export async function writePruning(path: string, file: PruningFile): Promise<void> {
  const checked = checkResults(pruningFileSchema, file, path)
  await writeFileAtomic(path, `${JSON.stringify(checked, null, 2)}\n`)
}
