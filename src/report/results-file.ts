import { readFile } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { DermaliteError } from '../errors.ts'

/** A row of a CSV file under its column names, with the line it stands on (the header is line 1). */
export type CsvRow = { line: number; record: Record<string, string> }

/** @throws DermaliteError `results-not-found`: no such file; `file-unreadable`: any other failure to read */
export async function readResults(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new DermaliteError(
        'results-not-found',
        `${path} does not exist`,
        'Training and `dermalite evaluate` write it: run one of them first.',
        { cause },
      )
    }
    throw new DermaliteError(
      'file-unreadable',
      `cannot read ${path}: ${(cause as Error).message}`,
      'Check that it is a file that you may read.',
      { cause },
    )
  }
}

/** @throws DermaliteError `results-invalid`: no JSON, and what {@link readResults} throws */
export async function readJsonResults(path: string): Promise<unknown> {
  const text = await readResults(path)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw invalidResults(path, `is no JSON: ${(cause as Error).message}`)
  }
}

/** @throws DermaliteError `results-invalid`: broken quoting, a row of another length, or a column that is missing */
export function parseCsv(text: string, path: string, columns: readonly string[]): CsvRow[] {
  let header: string[] = []
  try {
    const rows = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      columns: (names: string[]) => {
        header = names
        return names
      },
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[]
    const missing = columns.filter((name) => !header.includes(name))
    if (missing.length > 0) {
      throw invalidResults(path, `has no column ${missing.map((name) => `"${name}"`).join(', ')}`)
    }
    return rows.map(({ info, record }) => ({ line: info.lines, record }))
  } catch (error) {
    if (error instanceof CsvError) throw invalidResults(path, `is no CSV table: ${error.message}`)
    throw error
  }
}

/** Checks data read from `path`; `where` names the place inside it (`line 7`). */
export function checkResults<T>(
  schema: z.ZodType<T>,
  data: unknown,
  path: string,
  where?: string,
): T {
  const checked = schema.safeParse(data)
  if (checked.success) return checked.data
  const place = where === undefined ? '' : `${where}: `
  throw invalidResults(path, `is not as expected: ${place}${z.prettifyError(checked.error)}`)
}

export function invalidResults(path: string, problem: string): DermaliteError {
  return new DermaliteError(
    'results-invalid',
    `${path} ${problem}`,
    'Delete the file and write it again with training or `dermalite evaluate`.',
  )
}
