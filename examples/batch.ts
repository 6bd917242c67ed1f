import { existsSync, readdirSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import { DermaliteError, loadClassifier } from 'dermalite/node'
import { parquetWriteBuffer } from 'hyparquet-writer'

// Every picture of a folder into a table, one part of it for each job of an array:
//   npx tsx examples/batch.ts photos answers.parquet --shard 3/16
// writes answers-3-of-16.parquet; .csv gives CSV. A job whose table exists is done and does nothing.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { shard: { type: 'string', default: '1/1' }, bundle: { type: 'string' } },
})
const [folder, out] = positionals
const [shard, shards] = values.shard.split('/').map(Number)
if (!folder || !out || !shard || !shards || shard > shards) {
  throw new Error('usage: batch.ts FOLDER OUT.csv|OUT.parquet [--shard I/N] [--bundle FOLDER]')
}
const extension = out.endsWith('.parquet') ? '.parquet' : '.csv'
const stem = out.replace(/\.(csv|parquet)$/, '')
const table = shards === 1 ? `${stem}${extension}` : `${stem}-${shard}-of-${shards}${extension}`
if (existsSync(table)) process.exit()

const pictures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(jpe?g|png|webp|tiff?)$/i.test(name))
  .sort()
  .filter((_, index) => index % shards === shard - 1)
const classifier = await loadClassifier({ bundle: values.bundle })
const { classes } = classifier.manifest
const rows: Record<string, string | number | boolean | null>[] = []
for (const picture of pictures) rows.push({ picture, ...(await answerOf(join(folder, picture))) })
await classifier.dispose()

/** One row; a picture that cannot be read has an error instead of an answer. */
async function answerOf(path: string) {
  const nothing = Object.fromEntries(classes.map((name) => [name, null]))
  try {
    const answer = await classifier.classify(path)
    return {
      label: answer.label,
      ...answer.probabilities,
      malignancy: answer.malignancy,
      level: answer.triage?.level ?? null,
      set: answer.predictionSet?.join(' ') ?? null,
      unknown: answer.outOfDistribution?.flagged ?? null,
      error: null,
    }
  } catch (error) {
    if (!(error instanceof DermaliteError)) throw error
    const empty = { label: null, ...nothing, malignancy: null, level: null }
    return { ...empty, set: null, unknown: null, error: error.code }
  }
}

const columns = ['picture', 'label', ...classes, 'malignancy', 'level', 'set', 'unknown', 'error']
const numeric = new Set([...classes, 'malignancy'])
const columnData = columns.map((name) => ({
  name,
  data: rows.map((row) => row[name] ?? null),
  type: numeric.has(name) ? 'DOUBLE' : name === 'unknown' ? 'BOOLEAN' : 'STRING',
  nullable: true,
})) as Parameters<typeof parquetWriteBuffer>[0]['columnData']
const content =
  extension === '.parquet'
    ? new Uint8Array(parquetWriteBuffer({ columnData }))
    : stringify(rows, { header: true, columns, cast: { boolean: String } })
await writeFile(`${table}.part`, content)
await rename(`${table}.part`, table)
console.log(`${rows.length} pictures: ${table}`)
