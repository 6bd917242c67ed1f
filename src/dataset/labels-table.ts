import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { basename, dirname, join, parse, posix, resolve } from 'node:path'
import { glob } from 'tinyglobby'
import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import { parseTable } from './csv.ts'
import { datasetOf, type NamedSample } from './labelled.ts'
import type { Dataset, DatasetProblem } from './types.ts'

const REQUIRED_COLUMNS = ['image', 'label']

const rowSchema = z
  .object({
    image: z.string().min(1, 'it is empty'),
    label: z.string().min(1, 'it is empty'),
    group: z.string().default(''),
  })
  .catchall(z.string())

/**
 * Pictures and classes that a table names: columns `image` (path, relative to the table), `label`, and perhaps `group`,
 * the lesion or patient; where it is empty a picture is its own group. Further columns become metadata. Rows that cannot
 * be used are left out and named in `problems`.
 *
 * @param name default: the name of the table without its extension
 * @throws DermaliteError `dataset-invalid`: no such table, or fewer than two classes
 */
export async function readLabelsTable(path: string, name = parse(path).name): Promise<Dataset> {
  const root = resolve(dirname(path))
  const samples: NamedSample[] = []
  const problems: DatasetProblem[] = []
  const seen = new Set<string>()
  for (const { line, record } of parseTable(await readFile(path, 'utf8'), path, REQUIRED_COLUMNS)) {
    const outcome = readRow(record, root, seen)
    if ('code' in outcome) problems.push({ ...outcome, where: `${basename(path)}, line ${line}` })
    else samples.push(outcome)
  }
  return datasetOf(name, root, samples, problems)
}

function readRow(
  record: Readonly<Record<string, string>>,
  root: string,
  seen: Set<string>,
): NamedSample | Omit<DatasetProblem, 'where'> {
  const checked = rowSchema.safeParse(record)
  if (!checked.success) {
    const [issue] = checked.error.issues
    return { code: 'bad-row', message: `${String(issue?.path[0])}: ${issue?.message}` }
  }
  const { image, label: className, group, ...metadata } = checked.data
  const id = posix.normalize(image.replaceAll('\\', '/'))
  if (seen.has(id)) return { code: 'duplicate-id', message: `${id} stands in an earlier row too` }
  seen.add(id)
  const path = resolve(root, id)
  if (!existsSync(path)) return { code: 'missing-image', message: `there is no picture ${id}` }
  return { id, path, className, group: group || id, metadata }
}

/**
 * The one table in a folder that names pictures and labels.
 *
 * @returns undefined where there is none
 * @throws DermaliteError `dataset-invalid`: there are several
 */
export async function findLabelsTable(folder: string): Promise<string | undefined> {
  const files = await glob('*.{csv,tsv,tab}', { cwd: folder, caseSensitiveMatch: false })
  const paths = files.sort().map((file) => join(folder, file))
  const isLabels = await Promise.all(paths.map(namesLabels))
  const [table, ...others] = paths.filter((_, index) => isLabels[index])
  if (others.length === 0) return table
  throw new DermaliteError(
    'dataset-invalid',
    `${folder} holds several tables of pictures: ${[table, ...others].map((path) => basename(path!)).join(', ')}`,
    'Name one of them as the data set.',
  )
}

async function namesLabels(path: string): Promise<boolean> {
  const columns = (await firstLine(path))
    .split(/[,\t]/)
    .map((cell) => cell.replaceAll(/["\s\uFEFF]/g, ''))
  return REQUIRED_COLUMNS.every((column) => columns.includes(column))
}

async function firstLine(path: string): Promise<string> {
  const file = await open(path)
  try {
    for await (const line of file.readLines()) return line
    return ''
  } finally {
    await file.close()
  }
}
