import { readFile } from 'node:fs/promises'
import { basename, join, parse, resolve } from 'node:path'
import { glob } from 'tinyglobby'
import { LESION_CLASSES } from '../../classes.ts'
import { DermaliteError } from '../../errors.ts'
import { parseTable } from '../csv.ts'
import type { Dataset, DatasetProblem, Sample } from '../types.ts'
import { ham10000RowSchema } from './row.ts'

/** The table with one more column, the source clinic, comes first. */
const TABLES = ['HAM10000_metadata', 'HAM10000_metadata.csv']

/**
 * HAM10000 in the layout of Kaggle and Harvard Dataverse: a metadata table, and one `<image_id>.jpg` for each of its rows
 * anywhere below the folder. Rows that cannot be used are left out and named in `problems`.
 *
 * @param root folder
 * @throws DermaliteError `dataset-not-found`: no such folder, or no metadata table in it; `dataset-invalid`: a column is
 *   missing, or no row can be used
 */
export async function readHam10000(root: string): Promise<Dataset> {
  const folder = resolve(root)
  const { path, text } = await readMetadataTable(folder)
  const pictures = await indexPictures(folder)
  const seen = new Set<string>()
  const samples: Sample[] = []
  const problems: DatasetProblem[] = []
  for (const { line, record } of parseTable(text, path, ['lesion_id', 'image_id', 'dx'])) {
    const where = `${basename(path)}, line ${line}`
    const outcome = readRow(record, pictures, seen)
    if ('code' in outcome) problems.push({ ...outcome, where })
    else samples.push(outcome)
  }
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
export async function isHam10000(root: string): Promise<boolean> {
  return (await findTable(resolve(root))) !== undefined
}

function readRow(
  record: Readonly<Record<string, string>>,
  pictures: ReadonlyMap<string, string>,
  seen: Set<string>,
): Sample | Omit<DatasetProblem, 'where'> {
  const checked = ham10000RowSchema.safeParse(record)
  if (!checked.success) {
    const [issue] = checked.error.issues
    const column = issue?.path.join('.') ?? 'row'
    const code = column === 'dx' ? 'unknown-diagnosis' : 'bad-row'
    return { code, message: `${column} is "${record[column] ?? ''}": ${issue?.message}` }
  }
  const { image_id: id, lesion_id: group, dx, ...metadata } = checked.data
  if (seen.has(id)) return { code: 'duplicate-id', message: `${id} stands in an earlier row too` }
  seen.add(id)
  const path = pictures.get(id)
  if (path === undefined) {
    return { code: 'missing-image', message: `there is no picture ${id}.jpg below the folder` }
  }
  return { id, path, label: LESION_CLASSES.indexOf(dx), group, metadata }
}

async function indexPictures(folder: string): Promise<Map<string, string>> {
  const files = await glob('**/*.{jpg,jpeg,png}', { cwd: folder, caseSensitiveMatch: false })
  return new Map(files.sort().map((file) => [parse(file).name, join(folder, file)]))
}

async function readMetadataTable(folder: string): Promise<{ path: string; text: string }> {
  const path = await findTable(folder)
  if (path === undefined) {
    throw new DermaliteError(
      'dataset-not-found',
      `${folder} holds no HAM10000 metadata table (${TABLES.join(' or ')})`,
      'Name the folder that the Kaggle or Dataverse archive was unpacked into.',
    )
  }
  return { path, text: await readFile(path, 'utf8') }
}

async function findTable(folder: string): Promise<string | undefined> {
  const found = await glob(TABLES, { cwd: folder }).catch((): string[] => [])
  return TABLES.map((name) => join(folder, name)).find((path) => found.includes(basename(path)))
}
