import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type FetchOptions, fetchHam10000 } from '../../../src/dataset/ham10000/fetch.ts'
import { openDataset } from '../../../src/dataset/open.ts'
import { answer, breakAfter, type Handler, serve } from '../../download/scripted-server.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import {
  contents,
  type DataverseServer,
  listing,
  type Script,
  startDataverse,
} from './dataverse-server.ts'

const temporary = temporaryFolder()
let folders = 0
let server: DataverseServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

const freshFolder = () => join(temporary, `${folders++}`)
const all = ['HAM10000_images_part_1.zip', 'HAM10000_images_part_2.zip', 'HAM10000_metadata']

async function fetchFrom(script: Script, out: string, options: Partial<FetchOptions> = {}) {
  await server?.close()
  server = await startDataverse(script)
  const { baseUrl } = server
  const fetched = await fetchHam10000({ out, baseUrl, backoffMilliseconds: 1, ...options })
  return fetched.sort()
}

async function expectComplete(out: string): Promise<void> {
  const dataset = await openDataset(out)
  expect(dataset).toMatchObject({ name: 'ham10000', problems: [] })
  expect(dataset.samples.map(({ path }) => path)).toEqual([
    join(out, 'HAM10000_images_part_1', 'ISIC_1.jpg'),
    join(out, 'HAM10000_images_part_1', 'ISIC_2.jpg'),
    join(out, 'HAM10000_images_part_2', 'ISIC_3.jpg'),
  ])
  expect((await readdir(out)).sort()).toEqual([
    'HAM10000_images_part_1',
    'HAM10000_images_part_2',
    'HAM10000_metadata.csv',
  ])
}

const listingWith = (
  change: (files: typeof listing.data.latestVersion.files) => unknown,
): Handler => {
  const files = change(structuredClone(listing.data.latestVersion.files))
  const text = JSON.stringify({ ...listing, data: { latestVersion: { files } } })
  return (_, response) => void response.end(text)
}

describe('fetchHam10000', () => {
  it('brings table and pictures into the layout of Kaggle', async () => {
    const out = freshFolder()
    expect(await fetchFrom({}, out)).toEqual(all)
    await expectComplete(out)
    expect(contents.metadata.equals(await readFile(join(out, 'HAM10000_metadata.csv')))).toBe(true)
  })

  it('tells how far the transfers and the unpacking are', async () => {
    const onDownload = vi.fn()
    const onUnpack = vi.fn()
    await fetchFrom({}, freshFolder(), { events: { onDownload, onUnpack } })
    const total = contents.metadata.length + contents.part1.length + contents.part2.length
    expect(onDownload.mock.calls[0]).toEqual([0, total])
    expect(onDownload).toHaveBeenLastCalledWith(total, total)
    expect(onUnpack.mock.calls).toEqual([
      ['HAM10000_images_part_1.zip', 1, 2],
      ['HAM10000_images_part_1.zip', 2, 2],
      ['HAM10000_images_part_2.zip', 1, 1],
    ])
  })

  it('fetches nothing that is there already', async () => {
    const out = freshFolder()
    await fetchFrom({}, out)
    expect(await fetchFrom({}, out)).toEqual([])
    expect(server!.requests).toHaveLength(1)
    await expectComplete(out)
  })

  it('fetches again only what was lost or is another version', async () => {
    const out = freshFolder()
    await fetchFrom({}, out)
    await rm(join(out, 'HAM10000_images_part_1', 'ISIC_2.jpg'))
    await writeFile(join(out, 'HAM10000_metadata.csv'), 'lesion_id,image_id\n')
    const [part1, , metadata] = all
    expect(await fetchFrom({}, out)).toEqual([part1, metadata])
    expect(server!.count('part2')).toBe(0)
    await expectComplete(out)
  })

  it('goes on where a connection broke', async () => {
    const out = freshFolder()
    await fetchFrom({ part1: [breakAfter(contents.part1, 30_000)] }, out)
    expect(server!.ranges('part1')).toEqual([undefined, 'bytes=30000-'])
    await expectComplete(out)
  })

  it('goes on where the last run stopped', async () => {
    const out = freshFolder()
    const gone = { part1: [breakAfter(contents.part1, 30_000), answer(404)] }
    await expect(fetchFrom(gone, out)).rejects.toMatchObject({ code: 'download-failed' })
    const onDownload = vi.fn()
    await fetchFrom({}, out, { events: { onDownload } })
    expect(server!.ranges('part1')).toEqual(['bytes=30000-'])
    expect(onDownload.mock.calls[0]![0]).toBeGreaterThanOrEqual(30_000)
    await expectComplete(out)
  })

  it.each([429, 500])('asks again after %i, also for the list of files', async (status) => {
    const out = freshFolder()
    const busy = [answer(status, { 'retry-after': '0' }), answer(status)]
    await fetchFrom({ listing: busy, metadata: busy, part2: busy }, out)
    expect(server!.count('part2')).toBe(3)
    await expectComplete(out)
  })

  it('refuses content that does not have the checksum of the repository', async () => {
    const out = freshFolder()
    const wrong = [serve(Buffer.alloc(contents.part2.length))]
    await expect(fetchFrom({ part2: wrong }, out)).rejects.toMatchObject({
      code: 'checksum-mismatch',
      message: expect.stringContaining('/api/access/datafile/13'),
    })
    expect(existsSync(join(out, 'HAM10000_images_part_2'))).toBe(false)
    await fetchFrom({}, out)
    await expectComplete(out)
  })

  it('stops the other transfers when one fails', async () => {
    const endless: Handler = (_, response) => void response.writeHead(200).write('a beginning')
    const script = { metadata: [answer(403)], part1: [endless], part2: [endless] }
    await expect(fetchFrom(script, freshFolder())).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringMatching(/datafile\/11.*403/),
    })
  })

  it('gives up when the retries run out', async () => {
    const broken = Array.from({ length: 9 }, () => answer(503))
    await expect(
      fetchFrom({ metadata: broken }, freshFolder(), { retries: 2 }),
    ).rejects.toMatchObject({ code: 'download-failed', message: expect.stringContaining('503') })
    expect(server!.count('metadata')).toBe(3)
  })

  it.each([
    [
      'no file that is needed',
      listingWith((files) => files.slice(1)),
      /no file HAM10000_images_part_1/,
    ],
    [
      'a file without a checksum',
      listingWith((files) =>
        files.map(({ dataFile: { checksum: _, ...rest } }) => ({ dataFile: rest })),
      ),
      /no checksum of HAM10000_metadata/,
    ],
  ])('refuses a repository with %s', async (_, handler, message) => {
    await expect(fetchFrom({ listing: [handler] }, freshFolder())).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringMatching(message),
    })
  })

  it('says where it cannot write', async () => {
    const out = freshFolder()
    await writeFile(out, 'a file where the folder should be')
    await expect(fetchFrom({}, out)).rejects.toMatchObject({ code: 'write-failed' })
  })
})
