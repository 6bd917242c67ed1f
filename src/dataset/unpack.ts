import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { glob } from 'tinyglobby'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import { mapOrdered } from '../map-ordered.ts'
import { reportWriteFailure } from '../write-failure.ts'
import { writeFileAtomic } from '../write-file.ts'

export type UnpackOptions = {
  /** Path of the zip archive. */
  readonly archive: string
  readonly folder: string
  /** Tells the archive from every other that may have been unpacked there: a checksum, or its size and time. */
  readonly identity: string
  /** Where an entry goes, relative to the folder; undefined leaves it out. */
  readonly place: (entry: string) => string | undefined
  /** Files that are there, and files that there will be. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

const STAMP = '.unpacked.json'
const stampSchema = z.strictObject({ identity: z.string(), files: z.int() })
const CONCURRENCY = 8

/**
 * Unpacks a zip archive. Each file appears whole, with its CRC checked, or not at all; files that an interrupted call left
 * are kept; a stamp, written last, says that all are there. Of entries for one place (where case does not count) the
 * first is taken.
 *
 * @throws DermaliteError `archive-invalid`: no zip archive, damaged, encrypted, or with nothing to take; `write-failed`
 */
export async function unpackZip(options: UnpackOptions): Promise<void> {
  const { archive, folder, identity, onProgress } = options
  if (await isUnpacked(folder, identity)) return
  const zip = await openPromise(archive, { autoClose: false }).catch((cause: unknown) => {
    throw damaged(archive, cause)
  })
  try {
    const entries = await placeEntries(zip, options.place)
    if (entries.size === 0) throw new Error('nothing in it belongs to a data set')
    const unpack = ([path, entry]: [string, Entry]) => unpackEntry(zip, entry, join(folder, path))
    let done = 0
    for await (const _ of mapOrdered(entries, CONCURRENCY, unpack)) {
      onProgress?.(++done, entries.size)
    }
    const stamp = JSON.stringify({ identity, files: entries.size })
    await reportWriteFailure(folder, writeFileAtomic(join(folder, STAMP), `${stamp}\n`))
  } catch (cause) {
    throw cause instanceof DermaliteError ? cause : damaged(archive, cause)
  } finally {
    zip.close()
  }
}

/** Whether an archive was unpacked there to its end, and its files still lie there. */
export async function isUnpacked(folder: string, identity: string): Promise<boolean> {
  const path = join(folder, STAMP)
  if (!existsSync(path)) return false
  const stamp = stampSchema.safeParse(parseJson(await readFile(path, 'utf8')))
  if (!stamp.success || stamp.data.identity !== identity) return false
  return (await glob('**', { cwd: folder })).length >= stamp.data.files
}

async function placeEntries(
  zip: ZipFile,
  place: UnpackOptions['place'],
): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  const taken = new Set<string>()
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.endsWith('/') ? undefined : place(entry.fileName)
    if (path === undefined || taken.has(path.toLowerCase())) continue
    taken.add(path.toLowerCase())
    entries.set(path, entry)
  }
  return entries
}

async function unpackEntry(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  const present = await stat(target).catch(() => undefined)
  if (present?.size === entry.uncompressedSize) return
  const content = await buffer(await zip.openReadStreamPromise(entry))
  if (crc32(content) !== entry.crc32) throw new Error(`the CRC of ${entry.fileName} is wrong`)
  await reportWriteFailure(target, writeFileAtomic(target, content))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function damaged(archive: string, cause: unknown): DermaliteError {
  return new DermaliteError(
    'archive-invalid',
    `${archive} cannot be unpacked: ${(cause as Error).message}`,
    'Download the archive again.',
    { cause },
  )
}
