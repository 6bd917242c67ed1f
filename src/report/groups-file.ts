import { z } from 'zod'
import type { GroupMetrics } from '../metrics/groups.ts'
import { writeFileAtomic } from '../write-file.ts'
import { EVALUATED_SPLITS } from './metrics-file.ts'
import { checkResults, readJsonResults } from './results-file.ts'

const count = z.int().nonnegative()

const groupMetricsSchema: z.ZodType<GroupMetrics> = z.object({
  n: count,
  lesions: count,
  malignant: count,
  small: z.boolean(),
  metrics: z.record(z.string(), z.number().nullable()),
  intervals: z.record(z.string(), z.tuple([z.number(), z.number()])),
})

const groupsFileSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string().min(1),
  /** True when the images are drawn, not photographed. */
  synthetic: z.boolean(),
  split: z.enum(EVALUATED_SPLITS),
  /** The class frequencies that the probabilities assume. */
  prior: z.string().min(1),
  /** An image is called malignant where the malignant classes have this probability together. */
  threshold: z.number(),
  /** What the prediction sets promise, such as 0.9; null for a model without sets. */
  coverage: z.number().nullable(),
  overall: groupMetricsSchema,
  /** In the order in which they are shown, each with its groups. */
  attributes: z.array(
    z.object({
      name: z.string().min(1),
      groups: z.array(z.object({ name: z.string().min(1), measured: groupMetricsSchema })).min(1),
    }),
  ),
})

/** `groups-<split>.json` of a run: how its model does by age, sex, body site, source and skin tone. */
export type GroupsFile = z.infer<typeof groupsFileSchema>

/** @throws DermaliteError `results-not-found`, `file-unreadable`, or `results-invalid` with the field that is wrong */
export async function readGroups(path: string): Promise<GroupsFile> {
  return checkResults(groupsFileSchema, await readJsonResults(path), path)
}

export async function writeGroups(path: string, groups: GroupsFile): Promise<void> {
  const checked = checkResults(groupsFileSchema, groups, path)
  await writeFileAtomic(path, `${JSON.stringify(checked, null, 2)}\n`)
}
