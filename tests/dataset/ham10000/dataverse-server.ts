import { createHash, randomBytes } from 'node:crypto'
import {
  answer,
  type Handler,
  type ScriptedServer,
  serve,
  startServer,
} from '../../download/scripted-server.ts'
import { HAM10000_HEADER, ham10000Row } from '../fixtures.ts'
import { type ZipEntry, zipArchive } from '../zip.ts'

/** Stands for a JPEG wherever nothing decodes it. */
const picture = (name: string): ZipEntry => ({ name, content: randomBytes(40_000) })

/** What the repository holds: a table that was converted, and two archives. */
export const contents = {
  metadata: Buffer.from(
    [
      `${HAM10000_HEADER},dataset`,
      `${ham10000Row('HAM_1', 'ISIC_1', 'nv')},rosendahl`,
      `${ham10000Row('HAM_2', 'ISIC_2', 'mel')},rosendahl`,
      `${ham10000Row('HAM_2', 'ISIC_3', 'mel')},rosendahl`,
      '',
    ].join('\n'),
  ),
  part1: zipArchive([
    picture('ISIC_1.jpg'),
    picture('ISIC_2.jpg'),
    picture('__MACOSX/._ISIC_1.jpg'),
  ]),
  part2: zipArchive([picture('HAM10000_images_part_2/ISIC_3.jpg')]),
}

export type FileName = keyof typeof contents
const IDS: Readonly<Record<FileName, number>> = { metadata: 11, part1: 12, part2: 13 }

export const md5 = (content: Uint8Array) => createHash('md5').update(content).digest('hex')

const checksum = (content: Buffer) => ({ type: 'MD5', value: md5(content) })

/** What `/api/datasets/:persistentId/` answers: more than is read, as in the real one. */
export const listing = {
  status: 'OK',
  data: {
    id: 3172589,
    latestVersion: {
      versionNumber: 4,
      files: [
        {
          label: 'HAM10000_images_part_1.zip',
          dataFile: {
            id: IDS.part1,
            filename: 'HAM10000_images_part_1.zip',
            contentType: 'application/zip',
            filesize: contents.part1.length,
            checksum: checksum(contents.part1),
          },
        },
        {
          label: 'HAM10000_images_part_2.zip',
          dataFile: {
            id: IDS.part2,
            filename: 'HAM10000_images_part_2.zip',
            filesize: contents.part2.length,
            checksum: checksum(contents.part2),
          },
        },
        {
          label: 'HAM10000_metadata.tab',
          dataFile: {
            id: IDS.metadata,
            filename: 'HAM10000_metadata.tab',
            contentType: 'text/tab-separated-values',
            filesize: 999,
            originalFileFormat: 'text/csv',
            originalFileName: 'HAM10000_metadata',
            originalFileSize: contents.metadata.length,
            checksum: checksum(contents.metadata),
          },
        },
        {
          label: 'ISIC2018_Task3_Test_GroundTruth.tab',
          dataFile: { id: 14, filename: 'ISIC2018_Task3_Test_GroundTruth.tab', filesize: 5 },
        },
      ],
    },
  },
}

export type Script = Partial<Record<FileName | 'listing', readonly Handler[]>>

export type DataverseServer = ScriptedServer & {
  readonly baseUrl: string
  /** How often a file was asked for. */
  count(name: FileName): number
  /** The `Range` of each request for a file. */
  ranges(name: FileName): (string | undefined)[]
}

/** A Dataverse with HAM10000. Scripted handlers answer the first requests for a file, then it is served as it should be. */
export async function startDataverse(script: Script = {}): Promise<DataverseServer> {
  const sendListing: Handler = (_, response) => void response.end(JSON.stringify(listing))
  const usual: Readonly<Record<FileName | 'listing', Handler>> = {
    listing: sendListing,
    metadata: serve(contents.metadata),
    part1: serve(contents.part1),
    part2: serve(contents.part2),
  }
  const asked = new Map<string, number>()
  const server = await startServer((request, response) => {
    const name = nameOf(request.url!)
    if (name === undefined) return answer(404)(request, response)
    const nth = asked.get(name) ?? 0
    asked.set(name, nth + 1)
    const handler = script[name]?.[nth] ?? usual[name]
    handler(request, response)
  })
  const requestsOf = (name: FileName) => server.requests.filter(({ url }) => nameOf(url!) === name)
  return {
    ...server,
    baseUrl: new URL(server.url).origin,
    count: (name) => requestsOf(name).length,
    ranges: (name) => requestsOf(name).map(({ headers }) => headers.range),
  }
}

/** Which file an address names; the table only in its original form. */
function nameOf(url: string): FileName | 'listing' | undefined {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  if (pathname === '/api/datasets/:persistentId/') {
    return searchParams.get('persistentId') === 'doi:10.7910/DVN/DBW86T' ? 'listing' : undefined
  }
  const names = Object.keys(IDS) as FileName[]
  const name = names.find((file) => pathname === `/api/access/datafile/${IDS[file]}`)
  const format = searchParams.get('format')
  return format === (name === 'metadata' ? 'original' : null) ? name : undefined
}
