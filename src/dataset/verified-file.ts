import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomic } from '../write-file.ts'
import type { Dataset } from './types.ts'

const problemSchema = z.strictObject({
  code: z.enum(['missing-image', 'undecodable-image']),
  where: z.string(),
  message: z.string(),
})

export type UnusablePicture = z.infer<typeof problemSchema>

const verifiedSchema = z.record(
  z.string(),
  z.strictObject({
    size: z.number(),
    modified: z.number(),
    /** Of the file; empty where it cannot be read. */
    sha256: z.string(),
    problem: problemSchema.nullable(),
  }),
)

/** By path: the size, modification time and hash of a picture, and what was wrong with it then. */
export type Verified = Map<string, z.infer<typeof verifiedSchema>[string]>

/** What an earlier verification found; nothing where there was none, or its file is damaged. */
export async function readVerified(folder: string, dataset: Dataset): Promise<Verified> {
  try {
    const text = await readFile(verifiedPath(folder, dataset), 'utf8')
    return new Map(Object.entries(verifiedSchema.parse(JSON.parse(text))))
  } catch {
    return new Map()
  }
}

export async function writeVerified(
  folder: string,
  dataset: Dataset,
  verified: Verified,
): Promise<void> {
  const text = JSON.stringify(Object.fromEntries(verified))
  await writeFileAtomic(verifiedPath(folder, dataset), `${text}\n`)
}

function verifiedPath(folder: string, { name, root }: Dataset): string {
  const place = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return join(folder, `verified-${name}-${place}.json`)
}
