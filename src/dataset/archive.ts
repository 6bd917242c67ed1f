import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { extname, join, parse, posix, resolve } from 'node:path'
import { PICTURE_EXTENSIONS } from '../image/node/extensions.ts'
import { DEFAULT_CACHE_FOLDER } from './cache-folder.ts'
import { HAM10000_TABLES } from './ham10000/read.ts'
import { MARKER_FILE } from './marker.ts'
import { unpackZip } from './unpack.ts'

export type UnpackDatasetOptions = {
  /** Folder for what is unpacked from archives; `data/cache` by default. */
  readonly cacheFolder?: string | undefined
  /** Files unpacked, of all. */
  readonly onUnpack?: ((done: number, total: number) => void) | undefined
}

const DATASET_EXTENSIONS = [...PICTURE_EXTENSIONS, '.csv', '.tsv', '.tab']
const DATASET_FILES = [...HAM10000_TABLES, MARKER_FILE]

/**
 * Unpacks the pictures and tables of a zipped data set into the cache, once for each path, size and time of the archive.
 *
 * @returns the folder that holds the data set
 * @throws DermaliteError `archive-invalid`, `write-failed`
 */
export async function unpackDataset(
  archive: string,
  { cacheFolder = DEFAULT_CACHE_FOLDER, onUnpack }: UnpackDatasetOptions,
): Promise<string> {
  const path = resolve(archive)
  const { size, mtimeMs } = await stat(path)
  const identity = createHash('sha256').update(`${path}\t${size}\t${mtimeMs}`).digest('hex')
  const folder = resolve(cacheFolder, `${parse(path).name}-${identity.slice(0, 16)}`)
  const place = (entry: string) => (isDatasetFile(entry) ? entry : undefined)
  await unpackZip({ archive: path, folder, identity, place, onProgress: onUnpack })
  return innermost(folder)
}

/** Leaves out what macOS adds, and the tables of pixels (`hmnist_…`) in Kaggle's HAM10000. */
function isDatasetFile(entry: string): boolean {
  const { base } = posix.parse(entry)
  if (/(^|\/)(\.|__MACOSX\/)/.test(entry) || base.startsWith('hmnist_')) return false
  return DATASET_FILES.includes(base) || DATASET_EXTENSIONS.includes(extname(base).toLowerCase())
}

/** Descends while a folder holds nothing but one folder: many archives wrap everything in one. */
async function innermost(folder: string): Promise<string> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(
    ({ name }) => !name.startsWith('.'),
  )
  const [only] = entries
  return entries.length === 1 && only!.isDirectory() ? innermost(join(folder, only!.name)) : folder
}
