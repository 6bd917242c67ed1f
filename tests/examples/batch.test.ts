import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../src/classes.ts'
import { encodePng } from '../../src/image/node/encode.ts'
import { noise } from '../image/pictures.ts'
import { PROCESS_TIMEOUT, runScript } from '../run-script.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { writeTinyBundle } from '../tiny-bundle.ts'

const folder = temporaryFolder()
const [photos, bundle] = [join(folder, 'photos'), join(folder, 'bundle')]

const batch = (out: string, ...args: string[]) =>
  runScript('examples/batch.ts', [photos, join(folder, out), '--bundle', bundle, ...args])

beforeAll(async () => {
  await mkdir(join(photos, 'more'), { recursive: true })
  await writeFile(join(photos, 'a.png'), await encodePng(noise(80, 60)))
  await copyFile(join(photos, 'a.png'), join(photos, 'more', 'c.png'))
  await writeFile(join(photos, 'b.jpg'), 'no picture')
  await writeTinyBundle(bundle)
})

describe('examples/batch.ts', { timeout: 3 * PROCESS_TIMEOUT }, () => {
  it('writes a Parquet table with an answer or an error for each picture', async () => {
    const { code, stderr } = await batch('answers.parquet')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const bytes = await readFile(join(folder, 'answers.parquet'))
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
    const rows = await parquetReadObjects({ file })
    expect(rows.map(({ picture, error }) => [picture, error])).toEqual([
      ['a.png', null],
      ['b.jpg', 'image-undecodable'],
      [join('more', 'c.png'), null],
    ])
    const sum = LESION_CLASSES.reduce((total, name) => total + (rows[0]![name] as number), 0)
    expect(sum).toBeCloseTo(1, 10)
    expect(rows[1]).toMatchObject({ label: null, mel: null })
  })

  it('says in CSV, too, whether a picture is unknown', async () => {
    const { code } = await batch('known.csv', '--bundle', 'models/mobilenet-v2')
    expect(code).toBe(0)
    const text = await readFile(join(folder, 'known.csv'), 'utf8')
    const rows = parse<{ unknown: string }>(text, { columns: true })
    expect(rows.map(({ unknown }) => unknown)).toEqual([
      expect.stringMatching(/^(true|false)$/),
      '',
      expect.stringMatching(/^(true|false)$/),
    ])
  })

  it('gives each job of an array its part, and does a part once', async () => {
    const first = await batch('parts.csv', '--shard', '1/2')
    const second = await batch('parts.csv', '--shard', '2/2')
    expect([first.code, second.code]).toEqual([0, 0])
    const lines = async (shard: number) =>
      (await readFile(join(folder, `parts-${shard}-of-2.csv`), 'utf8')).trim().split('\n')
    const pictures = [...(await lines(1)).slice(1), ...(await lines(2)).slice(1)]
    expect(pictures.map((line) => line.split(',')[0]).sort()).toEqual([
      'a.png',
      'b.jpg',
      join('more', 'c.png'),
    ])
    expect((await batch('parts.csv', '--shard', '1/2')).stdout).toBe('')
  })
})
