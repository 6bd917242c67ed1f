import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerCheck } from '../../../../src/cli/commands/data/check.ts'
import { drawJpeg, ham10000Row, writeFiles, writeHam10000 } from '../../../dataset/fixtures.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { runCommand } from '../run-command.ts'

const temporary = temporaryFolder()
const home = process.cwd()
const clean = join(temporary, 'clean')
const faulty = join(temporary, 'faulty')

const check = (...args: string[]) => runCommand(registerCheck, 'check', ...args)

beforeAll(async () => {
  process.chdir(temporary)
  await writeFiles(clean, {
    'mole/1.jpg': await drawJpeg(1),
    'mole/2.jpg': await drawJpeg(2),
    'wart/1.jpg': await drawJpeg(3),
  })
  const rows = [
    ham10000Row('HAM_1', 'ISIC_1', 'nv'),
    ham10000Row('HAM_1', 'ISIC_2', 'nv'),
    ham10000Row('HAM_2', 'ISIC_3', 'mel'),
    ham10000Row('HAM_3', 'ISIC_4', 'scc'),
    ham10000Row('HAM_4', 'ISIC_5', 'bcc'),
    ham10000Row('HAM_1', 'ISIC_1', 'nv'),
    ham10000Row('HAM_5', 'ISIC_6', 'df'),
    ham10000Row('HAM_5', 'ISIC_7', 'vasc'),
    ham10000Row('', 'ISIC_8', 'nv'),
  ]
  const images = [1, 2, 3, 4, 6, 7, 8].map((n) => `ISIC_${n}`)
  await writeHam10000(faulty, rows, images)
  await writeFiles(faulty, { 'HAM10000_images_part_1/ISIC_3.jpg': 'no picture' })
})

afterAll(() => process.chdir(home))

describe('dermalite data check', () => {
  it('counts the images and lesions of each class', async () => {
    const { stdout, stderr, exitCode } = await check('--data', clean, '--strict')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^mole +2 +2 +66\.7 %$/m)
    expect(stdout).toMatch(/^all +3 +3 +100\.0 %$/m)
    expect(stdout).toContain('no problems')
    expect(stderr).toContain('checking: 3/3 images (100 %)')
  })

  it('names every kind of fault, and goes on', async () => {
    const { stdout, exitCode } = await check('--data', faulty)
    expect(exitCode).toBe(0)
    expect(stdout.slice(stdout.indexOf('6 left out'))).toBe(`6 left out:
rows that cannot be read: 1
  HAM10000_metadata.csv, line 10: lesion_id is "": it is empty
unknown diagnoses: 1
  HAM10000_metadata.csv, line 5: dx is "scc": it is none of akiec, bcc, bkl, df, mel, nv, vasc
lesions with two diagnoses: 1
  HAM10000_metadata.csv, line 9: the lesion HAM_5 is vasc here and df in HAM10000_metadata.csv, line 8
pictures named twice: 1
  HAM10000_metadata.csv, line 7: ISIC_1 stands in an earlier row too
missing pictures: 1
  HAM10000_metadata.csv, line 6: there is no picture ISIC_5.jpg below the folder
pictures that cannot be decoded: 1
  HAM10000_images_part_1/ISIC_3.jpg: the picture is no picture of a known format, or its header is broken
`)
  })

  it('fails under --strict, after the report', async () => {
    const { stdout, exitCode, error } = await check('--data', faulty, '--strict')
    expect(exitCode).toBe(1)
    expect(error).toMatchObject({ code: 'dataset-invalid' })
    expect(stdout).toContain('6 left out')
  })

  it('prints one line of JSON', async () => {
    const { stdout } = await check('--data', faulty, '--json')
    expect(stdout.trim().split('\n')).toHaveLength(1)
    const record = JSON.parse(stdout)
    expect(record).toMatchObject({ name: 'ham10000', synthetic: false, images: 2, lesions: 1 })
    expect(record.perClass).toContainEqual({ name: 'nv', images: 2, lesions: 1 })
    expect(record.problems).toHaveLength(6)
  })

  it('decodes nothing the second time', async () => {
    await check('--data', clean)
    const { stdout, stderr } = await check('--data', clean)
    expect(stderr).toBe('')
    expect(stdout).toContain('no problems')
  })

  it('fails where there is no data set', async () => {
    const { exitCode, error } = await check('--data', join(temporary, 'nowhere'))
    expect(exitCode).toBe(1)
    expect(error).toMatchObject({
      code: 'dataset-not-found',
      hint: expect.stringContaining('dermalite data fetch ham10000'),
    })
  })
})
