import { LESION_CLASSES } from '../../classes.ts'
import type { TableRow } from '../csv.ts'
import type { DatasetProblem, Sample } from '../types.ts'
import { type Ham10000Row, ham10000RowSchema } from './row.ts'

type PlacedRow = { readonly where: string; readonly row: Ham10000Row }

export type Selection = {
  readonly samples: readonly Sample[]
  readonly problems: readonly DatasetProblem[]
}

/**
 * Turns the rows of the metadata table into samples. Left out and named are rows with a wrong cell, the second row of a
 * picture, rows whose picture is not there, and all rows of a lesion that two rows diagnose differently.
 *
 * @param pictures path by image id
 * @param table name of the table in the problems
 */
export function selectSamples(
  rows: readonly TableRow[],
  pictures: ReadonlyMap<string, string>,
  table: string,
): Selection {
  const problems: DatasetProblem[] = []
  const placed: PlacedRow[] = []
  for (const { line, record } of rows) {
    const where = `${table}, line ${line}`
    const row = checkRow(record)
    if ('code' in row) problems.push({ ...row, where })
    else placed.push({ where, row })
  }
  const conflicts = conflictingLesions(placed)
  const seen = new Set<string>()
  const samples: Sample[] = []
  for (const { where, row } of placed) {
    const outcome = selectRow(row, pictures, seen)
    if ('code' in outcome) problems.push({ ...outcome, where })
    else if (!conflicts.has(row.lesion_id)) samples.push(outcome)
  }
  return { samples, problems: [...problems, ...conflicts.values()] }
}

function checkRow(
  record: Readonly<Record<string, string>>,
): Ham10000Row | Omit<DatasetProblem, 'where'> {
  const checked = ham10000RowSchema.safeParse(record)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const column = String(issue?.path[0])
  const code = column === 'dx' ? 'unknown-diagnosis' : 'bad-row'
  return { code, message: `${column} is "${record[column] ?? ''}": ${issue?.message}` }
}

function selectRow(
  { image_id: id, lesion_id: group, dx, ...metadata }: Ham10000Row,
  pictures: ReadonlyMap<string, string>,
  seen: Set<string>,
): Sample | Omit<DatasetProblem, 'where'> {
  if (seen.has(id)) return { code: 'duplicate-id', message: `${id} stands in an earlier row too` }
  seen.add(id)
  const path = pictures.get(id)
  if (path === undefined) {
    return { code: 'missing-image', message: `there is no picture ${id}.jpg below the folder` }
  }
  return { id, path, label: LESION_CLASSES.indexOf(dx), group, metadata }
}

/** One problem for each lesion with two diagnoses, where the second one appears. */
function conflictingLesions(rows: readonly PlacedRow[]): Map<string, DatasetProblem> {
  const first = new Map<string, PlacedRow>()
  const conflicts = new Map<string, DatasetProblem>()
  for (const { where, row } of rows) {
    const lesion = row.lesion_id
    const earlier = first.get(lesion)
    if (earlier === undefined) first.set(lesion, { where, row })
    else if (earlier.row.dx !== row.dx && !conflicts.has(lesion)) {
      const message = `the lesion ${lesion} is ${row.dx} here and ${earlier.row.dx} in ${earlier.where}`
      conflicts.set(lesion, { code: 'conflicting-diagnoses', where, message })
    }
  }
  return conflicts
}
