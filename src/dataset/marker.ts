import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import { writeFileAtomic } from '../write-file.ts'

export const MARKER_FILE = 'dataset.json'

const markerSchema = z.strictObject({
  name: z.string().regex(/^\w[\w.-]*$/, 'use letters, digits, dots and dashes'),
  synthetic: z.boolean(),
})

/** `dataset.json` in the folder of a data set: its name, and whether its pictures are drawn. */
export type DatasetMarker = z.infer<typeof markerSchema>

/**
 * @returns undefined where the folder has none
 * @throws DermaliteError `dataset-invalid`: the file is damaged or something else
 */
export async function readMarker(folder: string): Promise<DatasetMarker | undefined> {
  const path = join(folder, MARKER_FILE)
  try {
    return markerSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new DermaliteError(
      'dataset-invalid',
      `${path} does not describe a data set: ${problem}`,
      'Make it { "name": …, "synthetic": true or false }; it must say so where pictures are drawn.',
      { cause: error },
    )
  }
}

export async function writeMarker(folder: string, marker: DatasetMarker): Promise<void> {
  await writeFileAtomic(join(folder, MARKER_FILE), `${JSON.stringify(marker, null, 1)}\n`)
}
