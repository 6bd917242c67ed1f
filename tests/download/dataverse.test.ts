import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { listDataverseFiles } from '../../src/download/dataverse.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { answer, type Handler, type ScriptedServer, startServer } from './scripted-server.ts'

const folder = temporaryFolder()
let server: ScriptedServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function list(...handlers: Handler[]) {
  server = await startServer(...handlers)
  return listDataverseFiles({
    baseUrl: `${new URL(server.url).origin}/`,
    persistentId: 'doi:10.5072/FK2/ABCDEF',
    path: join(folder, 'files.json'),
    backoffMilliseconds: 1,
  })
}

const files = (...dataFiles: object[]): Handler => {
  const latestVersion = { files: dataFiles.map((dataFile) => ({ dataFile })) }
  const text = JSON.stringify({ status: 'OK', data: { latestVersion } })
  return (_, response) => void response.end(text)
}

describe('listDataverseFiles', () => {
  it('asks for the latest version by its persistent id', async () => {
    expect(await list(files())).toEqual([])
    expect(server!.requests.map(({ url }) => url)).toEqual([
      '/api/datasets/:persistentId/?persistentId=doi%3A10.5072%2FFK2%2FABCDEF',
    ])
  })

  it('gives the address, size and checksum of a file', async () => {
    const checksum = { type: 'SHA-1', value: 'ab12' }
    expect(await list(files({ id: 5, filename: 'a.zip', filesize: 9, checksum }))).toEqual([
      {
        name: 'a.zip',
        url: `${new URL(server!.url).origin}/api/access/datafile/5`,
        size: 9,
        checksum: { algorithm: 'sha1', hex: 'ab12' },
      },
    ])
  })

  it('asks for the original of a table that was converted', async () => {
    const converted = {
      id: 6,
      filename: 'b.tab',
      filesize: 9,
      originalFileFormat: 'text/csv',
      originalFileName: 'b.csv',
      originalFileSize: 7,
    }
    const [file] = await list(files(converted))
    expect(file).toMatchObject({ name: 'b.csv', size: 7, checksum: undefined })
    expect(file!.url).toMatch(/\/api\/access\/datafile\/6\?format=original$/)
  })

  it('knows no checksum of a kind that it cannot compute', async () => {
    const checksum = { type: 'SHA-512', value: 'ab12' }
    const [file] = await list(files({ id: 5, filename: 'a.zip', filesize: 9, checksum }))
    expect(file!.checksum).toBeUndefined()
  })

  it.each([
    ['is no JSON', ((_, response) => void response.end('<html>')) satisfies Handler],
    ['lists nothing', ((_, response) => void response.end('{"status":"OK"}')) satisfies Handler],
    ['lists a file without an id', files({ filename: 'a.zip', filesize: 9 })],
    ['is a refusal', answer(404)],
  ])('refuses an answer that %s', async (_, handler) => {
    await expect(list(handler)).rejects.toMatchObject({ code: 'download-failed' })
  })

  it('refuses an address that is none', async () => {
    const options = { persistentId: 'doi:1/2', path: join(folder, 'none.json') }
    await expect(
      listDataverseFiles({ ...options, baseUrl: 'dataverse.harvard.edu' }),
    ).rejects.toMatchObject({ code: 'bad-argument' })
  })
})
