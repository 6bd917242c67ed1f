import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerFetch } from '../../../../src/cli/commands/data/fetch.ts'
import { openDataset } from '../../../../src/dataset/open.ts'
import { type DataverseServer, startDataverse } from '../../../dataset/ham10000/dataverse-server.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { runCommand } from '../run-command.ts'

const temporary = temporaryFolder()
const out = join(temporary, 'ham10000')
let server: DataverseServer

beforeAll(async () => {
  server = await startDataverse()
})

afterAll(() => server.close())

const fetch = (...args: string[]) => runCommand(registerFetch, 'fetch', ...args)

describe('dermalite data fetch', () => {
  it('fetches HAM10000, shows how far it is, and fetches nothing twice', async () => {
    const { stdout, stderr, exitCode } = await fetch(
      'ham10000',
      '--out',
      out,
      '--base-url',
      server.baseUrl,
    )
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`${out}: fetched HAM10000_`)
    expect(stdout).toContain('CC BY-NC 4.0')
    expect(stderr).toContain('unpacking HAM10000_images_part_1.zip: 2/2 images (100 %)')
    expect((await openDataset(out)).samples).toHaveLength(3)

    const again = await fetch('ham10000', '--out', out, '--base-url', server.baseUrl)
    expect(again.stdout).toContain('all was there already')
    expect(server.count('part1')).toBe(1)
  })

  it('knows one data set', async () => {
    expect(await fetch('isic2019')).toMatchObject({ exitCode: 2 })
    expect(await fetch()).toMatchObject({ exitCode: 2 })
  })

  it('refuses an address that is none', async () => {
    expect(await fetch('ham10000', '--out', out, '--base-url', 'nowhere')).toMatchObject({
      exitCode: 2,
      error: { code: 'bad-argument' },
    })
  })
})
