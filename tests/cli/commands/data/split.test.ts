import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerSplit } from '../../../../src/cli/commands/data/split.ts'
import { openDataset } from '../../../../src/dataset/open.ts'
import { loadOrCreateSplit } from '../../../../src/dataset/split-file.ts'
import { writeFiles } from '../../../dataset/fixtures.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { runCommand } from '../run-command.ts'

const temporary = temporaryFolder()
const home = process.cwd()
const data = join(temporary, 'spots')

const split = (...args: string[]) => runCommand(registerSplit, 'split', '--data', data, ...args)

beforeAll(async () => {
  process.chdir(temporary)
  const ids = Array.from({ length: 60 }, (_, n) => `${n}.jpg`)
  const rows = ids.map((id, n) => `${id},${n < 40 ? 'mole' : 'wart'},lesion-${n >> 1}`)
  await writeFiles(data, {
    ...Object.fromEntries(ids.map((id) => [id, 'a picture'])),
    'labels.csv': ['image,label,group', ...rows].join('\n'),
  })
})

afterAll(() => process.chdir(home))

describe('dermalite data split', () => {
  it('writes the split, and counts images and lesions of each class and side', async () => {
    const { stdout, exitCode } = await split()
    expect(exitCode).toBe(0)
    const path = join('data', 'splits', 'spots.json')
    expect(stdout).toBe(`images (lesions)    train     val   test
────────────────  ───────  ──────  ─────
mole              28 (14)   6 (3)  6 (3)
wart               14 (7)   4 (2)  2 (1)
all               42 (21)  10 (5)  8 (4)

${path}
`)
    const file = JSON.parse(await readFile(path, 'utf8'))
    expect(file).toMatchObject({ dataset: 'spots', seed: 1 })
    const { seed } = await loadOrCreateSplit(path, await openDataset(data), 9)
    expect(seed).toBe(1)
  })

  it('keeps the same split, and replaces another one only by force', async () => {
    const out = join(temporary, 'mine.json')
    await split('--out', out, '--seed', '3')
    const before = await readFile(out, 'utf8')
    expect((await split('--out', out, '--seed', '3')).stdout).toContain('held this split already')

    const refused = await split('--out', out, '--seed', '4')
    expect(refused).toMatchObject({ exitCode: 1, stdout: '', error: { code: 'split-exists' } })
    expect(await readFile(out, 'utf8')).toBe(before)

    expect((await split('--out', out, '--seed', '4', '--force')).exitCode).toBe(0)
    expect(JSON.parse(await readFile(out, 'utf8')).seed).toBe(4)
  })

  it('prints one line of JSON', async () => {
    const out = join(temporary, 'json.json')
    const record = JSON.parse((await split('--out', out, '--json')).stdout)
    expect(record).toMatchObject({ dataset: 'spots', seed: 1, path: out, written: true })
    expect(record.sides.train).toMatchObject({ images: 42, lesions: 21 })
    expect(record.sides.test.perClass).toEqual([
      { name: 'mole', images: 6, lesions: 3 },
      { name: 'wart', images: 2, lesions: 1 },
    ])
  })

  it('refuses a seed that is none, and a place it cannot write to', async () => {
    const out = join(temporary, 'never.json')
    expect(await split('--out', out, '--seed', 'x')).toMatchObject({ exitCode: 2 })
    expect(existsSync(out)).toBe(false)
    await writeFile(join(temporary, 'file'), '')
    expect(await split('--out', join(temporary, 'file', 'split.json'))).toMatchObject({
      exitCode: 1,
    })
  })
})
