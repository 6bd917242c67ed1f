import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { registerSynthesize } from '../../../../src/cli/commands/data/synthesize.ts'
import { openDataset } from '../../../../src/dataset/open.ts'
import { decodeImage } from '../../../../src/image/node/decode.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { runCommand } from '../run-command.ts'

const temporary = temporaryFolder()
const photographs = temporaryFolder()
const synthesize = (...args: string[]) => runCommand(registerSynthesize, 'synthesize', ...args)

describe('dermalite data synthesize', () => {
  it('draws a data set, shows how far it is, and says that nothing in it is a photograph', async () => {
    const folder = join(temporary, 'drawn')
    const size = ['--width', '48', '--height', '36']
    const { stdout, stderr, exitCode } = await synthesize(folder, '--count', '3', ...size)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /: 21 synthetic images of \d+ drawn lesions, none of them photographed$/m,
    )
    expect(stderr).toContain('drawing: 21/21 synthetic images (100 %)')
    const { samples, synthetic } = await openDataset(folder)
    expect([samples.length, synthetic]).toEqual([21, true])
    const { width, height } = await decodeImage(samples[0]!.path)
    expect([width, height]).toEqual([48, 36])
  })

  it('follows the seed', async () => {
    const names: string[] = []
    for (const seed of ['1', '2']) {
      const folder = join(temporary, `seed-${seed}`)
      await synthesize(folder, '--count', '1', '--seed', seed, '--width', '32', '--height', '32')
      names.push((await openDataset(folder)).name)
    }
    expect(names).toEqual(['synthetic-1-seed-1', 'synthetic-1-seed-2'])
  })

  it('refuses what it cannot draw and where it must not write', async () => {
    expect(await synthesize(join(temporary, 'none'), '--count', '0')).toMatchObject({ exitCode: 2 })
    expect(await synthesize(join(temporary, 'none'), '--width', '9')).toMatchObject({
      exitCode: 2,
      error: { code: 'bad-argument', message: expect.stringContaining('width') },
    })
    await writeFile(join(photographs, 'photograph.jpg'), '')
    expect(await synthesize(photographs)).toMatchObject({ error: { code: 'bad-argument' } })
  })

  it('teaches with --help', async () => {
    const { stdout, exitCode } = await synthesize('--help')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/synthetic: drawn.*Examples:\n {2}dermalite data synthesize/s)
  })
})
