import { stringify } from 'csv-stringify/sync'
import { DermaliteError } from '../errors.ts'
import { writeFileAtomic } from '../write-file.ts'
import { type CsvRow, invalidResults, parseCsv, readResults } from './results-file.ts'

/** A model's answers for N images of which the truth is known, over K classes. */
export type PredictionTable = {
  classes: readonly string[]
  /** N image ids. */
  ids: readonly string[]
  /** N keys; images of one lesion share one. */
  groups: readonly string[]
  /** N indices into `classes`. */
  labels: Int32Array
  /** [N, K] row-major; rows sum to 1. */
  probabilities: Float32Array
  /** [N, K] row-major, as the model gave them: before temperature and prior. */
  logits: Float32Array
}

const PROBABILITY = 'p_'
const LOGIT = 'logit_'

/**
 * Writes one row an image: `id,group,label,p_<class>…,logit_<class>…`. Numbers are short, yet reading gives the same
 * float32 back, and so the same metrics to the last digit.
 */
export async function writePredictions(path: string, table: PredictionTable): Promise<void> {
  const { classes, ids, groups, labels, probabilities, logits } = table
  checkLengths(table)
  const numbers = (values: Float32Array, row: number) =>
    Array.from(values.subarray(row * classes.length, (row + 1) * classes.length), shortestFloat32)
  const header = [
    ...['id', 'group', 'label'],
    ...classes.map((name) => PROBABILITY + name),
    ...classes.map((name) => LOGIT + name),
  ]
  const rows = ids.map((id, row) => [
    ...[id, groups[row], classes[labels[row]!]],
    ...numbers(probabilities, row),
    ...numbers(logits, row),
  ])
  await writeFileAtomic(path, stringify([header, ...rows]))
}

/**
 * @throws DermaliteError `results-not-found`: no such file; `results-invalid`: no rows, a column is missing, an unknown
 *   label, or a cell that is no finite number (the message names the line)
 */
export async function readPredictions(path: string): Promise<PredictionTable> {
  const rows = parseCsv(await readResults(path), path, ['id', 'group', 'label'])
  if (rows.length === 0) throw invalidResults(path, 'holds no prediction')
  const classes = Object.keys(rows[0]!.record)
    .filter((name) => name.startsWith(PROBABILITY))
    .map((name) => name.slice(PROBABILITY.length))
  const numbers = (prefix: string) =>
    Float32Array.from(rows.flatMap((row) => classes.map((c) => finite(row, prefix + c, path))))
  return {
    classes,
    ids: rows.map(({ record }) => record.id!),
    groups: rows.map(({ record }) => record.group!),
    labels: Int32Array.from(rows, ({ line, record }) => {
      const label = classes.indexOf(record.label!)
      if (label >= 0) return label
      throw invalidResults(
        path,
        `line ${line}: the label "${record.label}" has no column of probabilities`,
      )
    }),
    probabilities: numbers(PROBABILITY),
    logits: numbers(LOGIT),
  }
}

function finite({ line, record }: CsvRow, column: string, path: string): number {
  const text = record[column]?.trim() ?? ''
  const value = Number(text)
  if (text !== '' && Number.isFinite(value)) return value
  throw invalidResults(path, `line ${line}: ${column} is "${text}", not a finite number`)
}

/** The fewest digits that read back as the same float32. */
function shortestFloat32(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return String(Number(text))
  }
  return String(Number(value.toPrecision(9)))
}

function checkLengths({ classes, ids, groups, labels, probabilities, logits }: PredictionTable) {
  const n = ids.length
  const cells = n * classes.length
  const fits = groups.length === n && labels.length === n
  if (fits && probabilities.length === cells && logits.length === cells) return
  throw new DermaliteError(
    'bad-argument',
    `${n} ids of ${classes.length} classes stand with ${groups.length} groups, ${labels.length} labels, ` +
      `${probabilities.length} probabilities and ${logits.length} logits`,
    'Pass one group and one label for every id, and one row of probabilities and of logits.',
  )
}
