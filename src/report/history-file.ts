import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { writeFileAtomic } from '../write-file.ts'
import { checkResults, invalidResults, parseCsv, readResults } from './results-file.ts'

const number = z.string().trim().min(1).pipe(z.coerce.number())
const share = number.pipe(z.number().min(0).max(1))
const positiveInteger = number.pipe(z.int().positive())

const rowSchema = z.object({
  epoch: positiveInteger,
  learningRate: number,
  trainLoss: number,
  trainAccuracy: share,
  valLoss: number,
  valAccuracy: share,
  valBalancedAccuracy: share,
  /** Null (an empty cell) when the validation images are all of one class. */
  valMacroAuc: z.union([z.literal('').transform(() => null), share]),
  seconds: number,
  imagesPerSecond: number,
  /** Side of the network's input, in pixels. */
  size: positiveInteger,
})

/** One epoch of training. */
export type HistoryRow = z.output<typeof rowSchema>

/** The columns of `history.csv`, in the order in which training writes them. */
export const HISTORY_COLUMNS = Object.keys(rowSchema.shape) as (keyof HistoryRow)[]

/**
 * @throws DermaliteError `results-not-found`: no such file; `results-invalid`: no epochs, a column is missing, or a
 *   cell is no such number (the message names the line)
 */
export async function readHistory(path: string): Promise<HistoryRow[]> {
  const rows = parseCsv(await readResults(path), path, HISTORY_COLUMNS)
  if (rows.length === 0) throw invalidResults(path, 'holds no epoch')
  return rows.map(({ line, record }) => checkResults(rowSchema, record, path, `line ${line}`))
}

/** Writes one row an epoch under `HISTORY_COLUMNS`. */
export async function writeHistory(path: string, rows: readonly HistoryRow[]): Promise<void> {
  await writeFileAtomic(path, stringify([...rows], { header: true, columns: HISTORY_COLUMNS }))
}
