import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { relative, sep } from 'node:path'
import { DermaliteError } from '../errors.ts'
import { decodeImage } from '../image/node/decode.ts'
import { mapOrdered } from '../map-ordered.ts'
import { DEFAULT_CACHE_FOLDER } from './cache-folder.ts'
import { samplesSha256 } from './fingerprint.ts'
import type { Dataset, Sample } from './types.ts'
import {
  readVerified,
  type UnusablePicture,
  type Verified,
  writeVerified,
} from './verified-file.ts'

export type VerifyOptions = {
  /** Folder for the outcome; `data/cache` by default. */
  readonly cacheFolder?: string
  /** Pictures decoded in this call, of those that have to be. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Decodes every picture, several at a time. What was found is kept by path, size and modification time, so the next call
 * decodes only what is new or changed.
 *
 * @returns the data set with its hash, without the samples whose pictures cannot be decoded, which `problems` names
 * @throws DermaliteError `dataset-invalid`: no picture is left
 */
export async function verifyImages(
  dataset: Dataset,
  { cacheFolder = DEFAULT_CACHE_FOLDER, onProgress }: VerifyOptions = {},
): Promise<Dataset & { readonly sha256: string }> {
  const known = await readVerified(cacheFolder, dataset)
  const states = await Promise.all(dataset.samples.map(({ path }) => stateOf(path)))
  const verified: Verified = new Map()
  const pending: number[] = []
  for (const [index, { path }] of dataset.samples.entries()) {
    const file = known.get(path)
    const state = states[index]!
    if (file?.size === state.size && file.modified === state.modified) verified.set(path, file)
    else pending.push(index)
  }
  const decode = async (index: number) => ({ index, found: await examine(dataset, index) })
  let done = 0
  try {
    for await (const { index, found } of mapOrdered(pending, 2 * availableParallelism(), decode)) {
      verified.set(dataset.samples[index]!.path, { ...states[index]!, ...found })
      done++
      onProgress?.(done, pending.length)
    }
  } finally {
    if (done > 0) await writeVerified(cacheFolder, dataset, verified)
  }
  const problemWith = ({ path }: Sample) => verified.get(path)!.problem
  const samples = dataset.samples.filter((sample) => problemWith(sample) === null)
  const problems = dataset.samples.flatMap((sample) => problemWith(sample) ?? [])
  if (samples.length === 0) throw nothingLeft(dataset, problems)
  const sha256 = samplesSha256(dataset.classes, samples, ({ path }) => verified.get(path)!.sha256)
  return { ...dataset, samples, problems: [...dataset.problems, ...problems], sha256 }
}

function nothingLeft({ root }: Dataset, [first]: readonly UnusablePicture[]): DermaliteError {
  return new DermaliteError(
    'dataset-invalid',
    `no picture of ${root} can be decoded (the first: ${first?.where}: ${first?.message})`,
    'Download the pictures again.',
  )
}

async function stateOf(path: string): Promise<{ size: number; modified: number }> {
  const stats = await stat(path).catch(() => undefined)
  return { size: stats?.size ?? -1, modified: stats?.mtimeMs ?? 0 }
}

async function examine(
  { root, samples }: Dataset,
  index: number,
): Promise<{ readonly sha256: string; readonly problem: UnusablePicture | null }> {
  const { path } = samples[index]!
  const where = relative(root, path).replaceAll(sep, '/')
  let sha256 = ''
  try {
    const content = await readFile(path)
    sha256 = createHash('sha256').update(content).digest('hex')
    await decodeImage(content)
    return { sha256, problem: null }
  } catch (error) {
    return { sha256, problem: problemOf(where, error) }
  }
}

function problemOf(where: string, error: unknown): UnusablePicture {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return { code: 'missing-image', where, message: 'the picture is gone' }
  if (error instanceof DermaliteError) return { code: 'undecodable-image', where, message }
  return { code: 'undecodable-image', where, message: `the picture cannot be read: ${message}` }
}
