import { CsvError, parse } from 'csv-parse/sync'
import { DermaliteError } from '../errors.ts'

/** A row of a table under its column names, with the line it stands on (the header is line 1). */
export type TableRow = { readonly line: number; readonly record: Readonly<Record<string, string>> }

/** @throws DermaliteError `dataset-invalid`: broken quoting, a row of another length, or a column that is missing */
export function parseTable(text: string, path: string, columns: readonly string[]): TableRow[] {
  try {
    const rows = parse(text, {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[]
    const missing = columns.filter((name) => rows[0] !== undefined && !(name in rows[0].record))
    if (missing.length > 0) throw invalidTable(path, `has no column ${missing.join(', ')}`)
    return rows.map(({ info, record }) => ({ line: info.lines, record }))
  } catch (error) {
    if (error instanceof CsvError) throw invalidTable(path, `is no CSV table: ${error.message}`)
    throw error
  }
}

function invalidTable(path: string, problem: string): DermaliteError {
  return new DermaliteError(
    'dataset-invalid',
    `${path} ${problem}`,
    'Download the table again, or name the columns as the README says.',
  )
}
