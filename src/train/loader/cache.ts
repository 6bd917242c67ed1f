import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { RgbImage } from '../../image/types.ts'
import { reportWriteFailure } from '../../write-failure.ts'
import { writeFileAtomic } from '../../write-file.ts'
import { startWorker } from './worker-client.ts'

/** Decoded pictures in one file of raw RGB records, in the order of the samples they were built from. */
export type PixelCache = {
  readonly path: string
  readonly records: readonly PixelRecord[]
}

export type PixelRecord = {
  readonly offset: number
  readonly width: number
  readonly height: number
}

export type CacheOptions = {
  readonly samples: readonly { readonly id: string; readonly path: string }[]
  /** Pictures are shrunk until their short side is this long; smaller ones stay as they are. */
  readonly shortSide: number
  readonly folder: string
  readonly workers?: number
  readonly onProgress?: (done: number, total: number) => void
}

export type DecodeRequest = { readonly path: string; readonly shortSide: number }

/**
 * Decodes every sample once. The cache's name is a hash of the samples' ids, paths, sizes and modification times, so a
 * cache of other pictures is never taken; it gets that name only when it is complete, so several may be built at once.
 *
 * @throws DermaliteError `write-failed`, and what decoding a picture throws
 */
export async function buildPixelCache(options: CacheOptions): Promise<PixelCache> {
  const { shortSide, folder } = options
  const base = join(folder, `pixels-${shortSide}-${await fingerprint(options)}`)
  const path = `${base}.rgb`
  const indexPath = `${base}.json`
  if (existsSync(path) && existsSync(indexPath)) {
    return { path, records: JSON.parse(await readFile(indexPath, 'utf8')) }
  }
  const records = await reportWriteFailure(path, writePixels(path, options))
  await reportWriteFailure(indexPath, writeFileAtomic(indexPath, JSON.stringify(records)))
  return { path, records }
}

async function writePixels(path: string, options: CacheOptions): Promise<PixelRecord[]> {
  await mkdir(options.folder, { recursive: true })
  await removeLeftovers(path)
  const partial = `${path}.${process.pid}-${randomUUID()}.tmp`
  try {
    const records = await decodeInto(partial, options)
    await rename(partial, path)
    return records
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** What a process left that was killed while it decoded: gigabytes. */
async function removeLeftovers(path: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)]
  for (const file of await readdir(folder)) {
    const pid = file.startsWith(name) && /\.(\d+)-[^.]+\.tmp$/.exec(file)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(join(folder, file), { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function decodeInto(
  path: string,
  { samples, shortSide, workers = 2, onProgress }: CacheOptions,
): Promise<PixelRecord[]> {
  const file = await open(path, 'w')
  const pool = Array.from({ length: workers }, () =>
    startWorker<DecodeRequest, RgbImage>(import.meta.url, 'decode-worker', undefined),
  )
  const records: PixelRecord[] = []
  try {
    let offset = 0
    const request = (index: number) =>
      pool[index % workers]!.request({ path: samples[index]!.path, shortSide })
    const ahead = samples.slice(0, workers * 2).map((_, index) => request(index))
    for (let index = 0; index < samples.length; index++) {
      const { width, height, data } = await ahead.shift()!
      const following = index + workers * 2
      if (following < samples.length) ahead.push(request(following))
      await file.write(data)
      records.push({ offset, width, height })
      offset += data.length
      onProgress?.(index + 1, samples.length)
    }
  } finally {
    await file.close()
    await Promise.all(pool.map((worker) => worker.close()))
  }
  return records
}

async function fingerprint({ samples, shortSide }: CacheOptions): Promise<string> {
  const hash = createHash('sha256').update(`1 ${shortSide}\n`)
  for (const { id, path } of samples) {
    const { size, mtimeMs } = await stat(path).catch(() => ({ size: -1, mtimeMs: 0 }))
    hash.update(`${id}\t${path}\t${size}\t${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}
