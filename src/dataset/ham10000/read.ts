import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, parse, resolve } from 'node:path'
import { glob } from 'tinyglobby'
import { LESION_CLASSES } from '../../classes.ts'
import { DermaliteError } from '../../errors.ts'
import { parseTable } from '../csv.ts'
import type { Dataset } from '../types.ts'
import { selectSamples } from './select.ts'

/** Names that the metadata table comes under; those with one more column, the source clinic, come first. */
export const HAM10000_TABLES = [
  'HAM10000_metadata',
  'HAM10000_metadata.csv',
  'HAM10000_metadata.tab',
]

/**
 * HAM10000 in the layout of Kaggle and Harvard Dataverse: a metadata table, and one `<image_id>.jpg` for each of its rows
 * anywhere below the folder. Rows that cannot be used are left out and named in `problems`.
 *
 * @throws DermaliteError `dataset-not-found`: no metadata table in the folder; `dataset-invalid`: a column is missing, or
 *   no row can be used
 */
export async function readHam10000(root: string): Promise<Dataset> {
  const folder = resolve(root)
  const path = findTable(folder)
  if (path === undefined) {
    throw new DermaliteError(
      'dataset-not-found',
      `${folder} holds no HAM10000 metadata table (${HAM10000_TABLES.join(' or ')})`,
      'Name the folder that the Kaggle or Dataverse archive was unpacked into.',
    )
  }
  const rows = parseTable(await readFile(path, 'utf8'), path, ['lesion_id', 'image_id', 'dx'])
  const { samples, problems } = selectSamples(rows, await indexPictures(folder), basename(path))
  if (samples.length === 0) {
    throw new DermaliteError(
      'dataset-invalid',
      `${path} has no usable row (${problems.length} problems; the first: ${problems[0]?.message ?? 'no row at all'})`,
      'Check that the images lie in the same folder, or download the data set again.',
    )
  }
  return {
    name: 'ham10000',
    root: folder,
    classes: LESION_CLASSES,
    samples,
    problems,
    synthetic: false,
  }
}

/** Whether a folder holds a HAM10000 metadata table. */
export function isHam10000(root: string): boolean {
  return findTable(resolve(root)) !== undefined
}

/** Path by name; where Kaggle's archive was unpacked whole, a picture lies in two folders, and the first is taken. */
async function indexPictures(folder: string): Promise<Map<string, string>> {
  const files = await glob('**/*.{jpg,jpeg,png}', { cwd: folder, caseSensitiveMatch: false })
  const lastToFirst = files.sort().reverse()
  return new Map(lastToFirst.map((file) => [parse(file).name, join(folder, file)]))
}

function findTable(folder: string): string | undefined {
  return HAM10000_TABLES.map((name) => join(folder, name)).find((path) => existsSync(path))
}
