import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerPreview } from '../../../../src/cli/commands/data/preview.ts'
import { writeSyntheticDataset } from '../../../../src/dataset/synthetic/dataset.ts'
import { decodeImage } from '../../../../src/image/node/decode.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { runCommand } from '../run-command.ts'

const temporary = temporaryFolder()
const data = join(temporary, 'drawn')
const out = join(temporary, 'results', 'preview.png')

const preview = (...args: string[]) =>
  runCommand(registerPreview, 'preview', '--data', data, '--out', out, ...args)

beforeAll(async () => {
  await writeSyntheticDataset(data, { imagesPerClass: 2, width: 64, height: 48 })
})

describe('dermalite data preview', () => {
  it('draws a row for each image, and names the images', async () => {
    const { stdout, exitCode } = await preview('--count', '3', '--views', '2', '--size', '32')
    expect(exitCode).toBe(0)
    const { width, height } = await decodeImage(out)
    expect([width, height]).toEqual([3 * 36 + 4, 3 * 36 + 4])
    expect(stdout).toMatch(/^data set synthetic-2-seed-1, synthetic: drawn, not photographed$/m)
    expect(stdout).toMatch(/row 1: akiec {2}akiec\/synthetic-akiec-0000\d\.jpg\n {2}row 2: bcc /)
    expect(stdout.trimEnd().endsWith(out)).toBe(true)
  })

  it('takes size and augmentation from the parameters', async () => {
    const params = join(temporary, 'params.yaml')
    const still = { rotate: false, flip: false, scale: [1, 1], aspect: 0, shift: 0 }
    const phases = [
      { size: 32, epochs: 1 },
      { size: 64, epochs: 1 },
    ]
    await writeFile(params, JSON.stringify({ train: { phases, augment: still } }))
    await preview('--count', '1', '--views', '1', '--params', params)
    const { width, height } = await decodeImage(out)
    expect([width, height]).toEqual([2 * 68 + 4, 68 + 4])
  })

  it('has defaults where there is no params.yaml', async () => {
    const home = process.cwd()
    process.chdir(data)
    const { error } = await preview('--count', '1', '--views', '1').finally(() => {
      process.chdir(home)
    })
    expect(error).toBeUndefined()
    expect((await decodeImage(out)).height).toBe(160 + 4 + 4)
  })

  it('refuses bad arguments, missing data and a place it cannot write to', async () => {
    expect(await preview('--views', 'x')).toMatchObject({ exitCode: 2 })
    expect(await preview('--size', '9000')).toMatchObject({ error: { code: 'bad-argument' } })
    expect(await preview('--params', join(temporary, 'none.yaml'))).toMatchObject({
      error: { code: 'file-not-found' },
    })
    expect(await preview('--data', join(temporary, 'none'))).toMatchObject({
      exitCode: 1,
      error: { code: 'dataset-not-found' },
    })
    const inTheWay = join(data, 'metadata.csv', 'preview.png')
    expect(await preview('--size', '32', '--out', inTheWay)).toMatchObject({
      error: { code: 'write-failed', message: expect.stringContaining(inTheWay) },
    })
  })

  it('teaches with --help', async () => {
    const { stdout, exitCode } = await preview('--help')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/One row for each image.*Examples:\n {2}dermalite data preview/s)
  })
})
