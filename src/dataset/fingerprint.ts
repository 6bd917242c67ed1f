import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import { reportWriteFailure } from '../write-failure.ts'
import { writeFileAtomic } from '../write-file.ts'
import { countSamples } from './counts.ts'
import type { Dataset, Sample } from './types.ts'

const count = z.int().nonnegative()

const fingerprintSchema = z.strictObject({
  schemaVersion: z.literal(1),
  dataset: z.string().min(1),
  /** True when the pictures are drawn, not photographed. */
  synthetic: z.boolean(),
  images: count,
  lesions: count,
  classes: z.record(z.string(), z.strictObject({ images: count, lesions: count })),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** `data/fingerprints/<dataset>.json`: what a data set holds, small enough for git. */
export type Fingerprint = z.infer<typeof fingerprintSchema>

/**
 * One hash of labelled pictures: the SHA-256 of a line for each, sorted, with its id, class, group and the SHA-256 of its
 * file. Where the pictures lie does not change it.
 */
export function samplesSha256(
  classes: readonly string[],
  samples: readonly Sample[],
  hashOf: (sample: Sample) => string,
): string {
  const lines = samples.map((sample) =>
    JSON.stringify([sample.id, classes[sample.label], sample.group, hashOf(sample)]),
  )
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

/** Where the fingerprint of a data set is kept. */
export function fingerprintPath({ name }: Pick<Dataset, 'name'>): string {
  return join('data', 'fingerprints', `${name}.json`)
}

/** @param dataset with its hash, as `verifyImages` gives it */
export function fingerprintOf(dataset: Dataset & { readonly sha256: string }): Fingerprint {
  const { name, synthetic, sha256 } = dataset
  const { images, lesions, perClass } = countSamples(dataset.classes, dataset.samples)
  const classes = perClass.map(({ name, images, lesions }) => [name, { images, lesions }] as const)
  return {
    ...{ schemaVersion: 1, dataset: name, synthetic },
    ...{ images, lesions, classes: Object.fromEntries(classes), sha256 },
  }
}

/** @throws DermaliteError `write-failed` */
export async function writeFingerprint(path: string, fingerprint: Fingerprint): Promise<void> {
  const text = `${JSON.stringify(fingerprint, null, 2)}\n`
  await reportWriteFailure(path, writeFileAtomic(path, text))
}

/**
 * @returns undefined where there is none
 * @throws DermaliteError `dataset-invalid`: the file is damaged
 */
export async function readFingerprint(path: string): Promise<Fingerprint | undefined> {
  try {
    return fingerprintSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new DermaliteError(
      'dataset-invalid',
      `the fingerprint ${path} cannot be read: ${problem}`,
      'Restore the file, or write it again: dermalite data prepare.',
      { cause: error },
    )
  }
}
