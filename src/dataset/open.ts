import { stat } from 'node:fs/promises'
import { basename, dirname, extname, parse, resolve } from 'node:path'
import { DermaliteError } from '../errors.ts'
import { type UnpackDatasetOptions, unpackDataset } from './archive.ts'
import { readClassFolders } from './class-folders.ts'
import { isHam10000, readHam10000 } from './ham10000/read.ts'
import { findLabelsTable, readLabelsTable } from './labels-table.ts'
import { readMarker } from './marker.ts'
import type { Dataset } from './types.ts'

const DEFAULT_FOLDER = 'data/ham10000'
const TABLES = ['.csv', '.tsv', '.tab']

/**
 * Opens the data set that `source` names; without a name the one that `DERMALITE_DATA` names, else `data/ham10000`. It is
 *
 * - HAM10000 as a folder, with its metadata table;
 * - a table with the columns image, label and perhaps group, or a folder that holds one;
 * - a folder with a folder of pictures for each class;
 * - a zip archive of any of these, such as HAM10000 from Kaggle, which is unpacked once.
 *
 * A `dataset.json` in the folder gives the name and says whether the pictures are drawn.
 *
 * @throws DermaliteError `dataset-not-found`, `dataset-invalid`, `archive-invalid`, `write-failed`
 */
export async function openDataset(
  source?: string,
  options: UnpackDatasetOptions = {},
): Promise<Dataset> {
  const place = resolve(source ?? (process.env.DERMALITE_DATA || DEFAULT_FOLDER))
  const stats = await stat(place).catch(() => undefined)
  if (stats === undefined) throw notFound(`there is no data set at ${place}`)
  if (stats.isDirectory()) return openFolder(place, basename(place))
  const extension = extname(place).toLowerCase()
  if (extension === '.zip')
    return openFolder(await unpackDataset(place, options), parse(place).name)
  if (TABLES.includes(extension)) return marked(dirname(place), await readLabelsTable(place))
  throw notFound(`${place} is no data set: no folder, no zip archive and no table`)
}

async function openFolder(folder: string, name: string): Promise<Dataset> {
  return marked(folder, await readFolder(folder, name))
}

async function readFolder(folder: string, name: string): Promise<Dataset> {
  if (isHam10000(folder)) return readHam10000(folder)
  const table = await findLabelsTable(folder)
  return table === undefined ? readClassFolders(folder, name) : readLabelsTable(table, name)
}

async function marked(folder: string, dataset: Dataset): Promise<Dataset> {
  return { ...dataset, ...(await readMarker(folder)) }
}

function notFound(message: string): DermaliteError {
  return new DermaliteError(
    'dataset-not-found',
    message,
    'Name one with --data or DERMALITE_DATA, or download HAM10000: dermalite data fetch ham10000.',
  )
}
