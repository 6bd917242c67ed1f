import { existsSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join, parse } from 'node:path'
import pLimit from 'p-limit'
import { type Checksum, matchesChecksum } from '../../download/checksum.ts'
import { type DataverseFile, listDataverseFiles } from '../../download/dataverse.ts'
import { type DownloadOptions, downloadFile } from '../../download/download.ts'
import { DermaliteError } from '../../errors.ts'
import { PICTURE_EXTENSIONS } from '../../image/node/extensions.ts'
import { reportWriteFailure } from '../../write-failure.ts'
import { isUnpacked, unpackZip } from '../unpack.ts'

export const HAM10000_HOME = 'https://dataverse.harvard.edu'
/** Tschandl, Rosendahl and Kittler, The HAM10000 dataset, Scientific Data 5, 180161 (2018). */
const HAM10000_DOI = 'doi:10.7910/DVN/DBW86T'

const METADATA = 'HAM10000_metadata'
const ARCHIVES = ['HAM10000_images_part_1', 'HAM10000_images_part_2']
const PARALLEL_DOWNLOADS = 3
/** Archives until they are unpacked. */
const DOWNLOAD_FOLDER = '.download'

export type FetchEvents = {
  /** Bytes that are there, those of earlier runs included, and bytes that there will be. */
  onDownload?(received: number, total: number): void
  /** Pictures of an archive that are unpacked. */
  onUnpack?(archive: string, done: number, total: number): void
}

export type FetchOptions = Pick<DownloadOptions, 'retries' | 'backoffMilliseconds'> & {
  /** Folder of the data set. */
  readonly out: string
  /** Address of the Dataverse repository; the Harvard Dataverse by default. */
  readonly baseUrl?: string | undefined
  readonly events?: FetchEvents | undefined
}

/** A file to fetch, and where it goes; an archive's pictures go into `folder`. */
type Part = {
  readonly file: DataverseFile & { readonly checksum: Checksum }
  readonly path: string
  readonly folder?: string
}

/**
 * Fetches HAM10000 from its public home into the layout of Kaggle: `HAM10000_metadata.csv` and the pictures in
 * `HAM10000_images_part_1/` and `_part_2/`. Files are fetched side by side and checked against the checksums of the
 * repository; what is there already stays, and a broken transfer goes on where it stopped, also in a later run.
 *
 * @returns names of what was fetched; empty where all was there
 * @throws DermaliteError `download-failed`, `checksum-mismatch`, `archive-invalid`, `write-failed`, `bad-argument`
 */
export async function fetchHam10000(options: FetchOptions): Promise<string[]> {
  const { out, events } = options
  const parts = await missingParts(await listParts(options))
  await downloadParts(parts, options)
  for (const { file, path, folder } of parts) {
    if (folder === undefined) continue
    const identity = file.checksum.hex
    const onProgress = (done: number, total: number) => events?.onUnpack?.(file.name, done, total)
    await unpackZip({ archive: path, folder, identity, place: pictureName, onProgress })
    await rm(path)
  }
  await rm(join(out, DOWNLOAD_FOLDER), { recursive: true, force: true })
  return parts.map(({ file }) => file.name)
}

async function listParts(options: FetchOptions): Promise<Part[]> {
  const { out, baseUrl = HAM10000_HOME, events: _, ...download } = options
  const path = join(out, DOWNLOAD_FOLDER, 'files.json')
  const listing = listDataverseFiles({ ...download, baseUrl, persistentId: HAM10000_DOI, path })
  const files = await reportWriteFailure(out, listing)
  return [
    { file: findFile(files, METADATA), path: join(out, `${METADATA}.csv`) },
    ...ARCHIVES.map((name) => ({
      file: findFile(files, name),
      path: join(out, DOWNLOAD_FOLDER, `${name}.zip`),
      folder: join(out, name),
    })),
  ]
}

function findFile(files: readonly DataverseFile[], stem: string): Part['file'] {
  const file = files.find(({ name }) => parse(name).name === stem)
  if (file?.checksum) return { ...file, checksum: file.checksum }
  throw new DermaliteError(
    'download-failed',
    file
      ? `the repository has no checksum of ${file.name}`
      : `the repository has no file ${stem} (it has: ${files.map(({ name }) => name).join(', ')})`,
    'Check the address of the repository, or download the files by hand from https://doi.org/10.7910/DVN/DBW86T.',
  )
}

async function missingParts(parts: readonly Part[]): Promise<Part[]> {
  const there = await Promise.all(
    parts.map(({ file: { checksum }, path, folder }) =>
      folder
        ? isUnpacked(folder, checksum.hex)
        : existsSync(path) && matchesChecksum(path, checksum),
    ),
  )
  return parts.filter((_, index) => !there[index])
}

/** The first failure stops the other transfers; what they have stays. */
async function downloadParts(parts: readonly Part[], options: FetchOptions): Promise<void> {
  const { retries, backoffMilliseconds, events } = options
  const failure = new AbortController()
  const received = await Promise.all(parts.map(({ path }) => presentBytes(path)))
  const total = parts.reduce((sum, { file }) => sum + file.size, 0)
  const report = () =>
    events?.onDownload?.(
      received.reduce((a, b) => a + b, 0),
      total,
    )
  if (parts.length > 0) report()
  const download = async ({ file: { url, checksum }, path }: Part, index: number) => {
    const onProgress = (bytes: number) => {
      received[index] = bytes
      report()
    }
    try {
      await reportWriteFailure(
        path,
        downloadFile({
          url,
          path,
          checksum,
          retries,
          backoffMilliseconds,
          onProgress,
          signal: failure.signal,
        }),
      )
    } catch (error) {
      failure.abort(error)
    }
  }
  await pLimit(PARALLEL_DOWNLOADS).map(parts, download)
  failure.signal.throwIfAborted()
}

/** What an earlier run has left of a file. */
async function presentBytes(path: string): Promise<number> {
  const stats = await Promise.all(
    [path, `${path}.part`].map((place) => stat(place).catch(() => undefined)),
  )
  return Math.max(...stats.map((stat) => stat?.size ?? 0))
}

/** Pictures lose their folders; everything else in the archives is left out. */
function pictureName(entry: string): string | undefined {
  const { base, ext } = parse(entry)
  const isPicture = PICTURE_EXTENSIONS.includes(ext.toLowerCase()) && !base.startsWith('.')
  return isPicture && !entry.startsWith('__MACOSX/') ? base : undefined
}
