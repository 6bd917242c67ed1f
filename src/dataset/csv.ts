import { extname } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { DermaliteError } from '../errors.ts'

/** A row of a table under its column names, with the line it ends on (the header is line 1). */
export type TableRow = { readonly line: number; readonly record: Readonly<Record<string, string>> }

const TAB_SEPARATED = ['.tab', '.tsv']

/**
 * Reads a table with a header: tab-separated if the path ends in `.tab` or `.tsv`, comma-separated otherwise.
 *
 * @throws DermaliteError `dataset-invalid`: nothing in it, broken quoting, a row of another length, or a column that is
 *   missing or there twice
 */
export function parseTable(text: string, path: string, columns: readonly string[]): TableRow[] {
  if (text.trim() === '') throw invalidTable(path, 'is empty')
  try {
    const rows = parse(text, {
      bom: true,
      columns: (header: string[]) => requireColumns(header, path, columns),
      delimiter: TAB_SEPARATED.includes(extname(path).toLowerCase()) ? '\t' : ',',
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[]
    return rows.map(({ info, record }) => ({ line: info.lines, record }))
  } catch (error) {
    if (error instanceof CsvError) throw invalidTable(path, `is no table: ${error.message}`)
    throw error
  }
}

function requireColumns(
  header: readonly string[],
  path: string,
  columns: readonly string[],
): string[] {
  const missing = columns.filter((name) => !header.includes(name))
  if (missing.length > 0) throw invalidTable(path, `has no column ${missing.join(', ')}`)
  const twice = header.filter((name, index) => header.indexOf(name) < index)
  if (twice.length > 0) throw invalidTable(path, `has the column ${twice.join(', ')} twice`)
  return [...header]
}

function invalidTable(path: string, problem: string): DermaliteError {
  return new DermaliteError(
    'dataset-invalid',
    `${path} ${problem}`,
    'Download the table again, or name its columns image, label and group.',
  )
}
