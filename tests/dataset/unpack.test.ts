import { existsSync } from 'node:fs'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isUnpacked, type UnpackOptions, unpackZip } from '../../src/dataset/unpack.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { type ZipEntry, zipArchive } from './zip.ts'

const temporary = temporaryFolder()
let archives = 0

const entry = (name: string, text: string): ZipEntry => ({ name, content: Buffer.from(text) })
const two = [entry('a/one.txt', 'the first'), entry('two.txt', 'the second')]

async function archiveOf(entries: readonly ZipEntry[]): Promise<UnpackOptions> {
  const archive = join(temporary, `${archives++}.zip`)
  await writeFile(archive, zipArchive(entries))
  return { archive, folder: archive.replace('.zip', ''), identity: 'v1', place: (name) => name }
}

describe('unpackZip', () => {
  it('puts each entry in its place and tells how far it is', async () => {
    const options = await archiveOf([entry('a/', ''), ...two])
    const reports: [number, number][] = []
    await unpackZip({ ...options, onProgress: (...report) => reports.push(report) })
    expect(await readFile(join(options.folder, 'a/one.txt'), 'utf8')).toBe('the first')
    expect(await readFile(join(options.folder, 'two.txt'), 'utf8')).toBe('the second')
    expect(reports).toEqual([
      [1, 2],
      [2, 2],
    ])
    expect(await isUnpacked(options.folder, 'v1')).toBe(true)
  })

  it('leaves out and moves entries as it is told', async () => {
    const options = await archiveOf([...two, entry('two.md', 'no')])
    const place = (name: string) => (name.endsWith('.txt') ? name.replace('a/', 'b/') : undefined)
    await unpackZip({ ...options, place })
    expect((await readdir(options.folder)).sort()).toEqual(['.unpacked.json', 'b', 'two.txt'])
  })

  it('takes the first of entries that differ only in case', async () => {
    const options = await archiveOf([entry('A.txt', 'first'), entry('a.TXT', 'second')])
    await unpackZip(options)
    expect(await readFile(join(options.folder, 'A.txt'), 'utf8')).toBe('first')
    expect(existsSync(join(options.folder, 'a.TXT'))).toBe(false)
  })

  it('unpacks once', async () => {
    const options = await archiveOf(two)
    await unpackZip(options)
    await rm(options.archive)
    await unpackZip(options)
  })

  it('unpacks again another archive, or what has been lost', async () => {
    const options = await archiveOf(two)
    await unpackZip(options)
    await writeFile(options.archive, zipArchive([entry('two.txt', 'another second')]))
    await unpackZip({ ...options, identity: 'v2' })
    expect(await readFile(join(options.folder, 'two.txt'), 'utf8')).toBe('another second')
    await rm(join(options.folder, 'two.txt'))
    await rm(join(options.folder, 'a'), { recursive: true })
    expect(await isUnpacked(options.folder, 'v2')).toBe(false)
    await unpackZip({ ...options, identity: 'v2' })
    expect(existsSync(join(options.folder, 'two.txt'))).toBe(true)
  })

  it('keeps what an interrupted call left, and replaces what differs', async () => {
    const damaged = await archiveOf([two[0]!, { ...two[1]!, crc: 1 }])
    await expect(unpackZip(damaged)).rejects.toMatchObject({
      code: 'archive-invalid',
      message: expect.stringContaining('CRC of two.txt'),
    })
    expect(existsSync(join(damaged.folder, 'two.txt'))).toBe(false)
    const first = join(damaged.folder, 'a/one.txt')
    const { ino } = await stat(first)
    await writeFile(join(damaged.folder, 'two.txt'), 'half')
    await writeFile(damaged.archive, zipArchive(two))
    await unpackZip(damaged)
    expect((await stat(first)).ino).toBe(ino)
    expect(await readFile(join(damaged.folder, 'two.txt'), 'utf8')).toBe('the second')
  })

  it.each([
    ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 30)],
    ['is something else', () => Buffer.from('no archive')],
    ['has a damaged entry', (bytes: Buffer) => bytes.fill(0xff, 40, 48)],
  ])('refuses an archive that %s', async (_, damage) => {
    const options = await archiveOf(two)
    await writeFile(options.archive, damage(zipArchive(two)))
    await expect(unpackZip(options)).rejects.toMatchObject({ code: 'archive-invalid' })
    expect(await isUnpacked(options.folder, 'v1')).toBe(false)
  })

  it('refuses an archive that reaches out of its folder', async () => {
    const options = await archiveOf([entry('../outside.txt', 'gotcha')])
    await expect(unpackZip(options)).rejects.toMatchObject({ code: 'archive-invalid' })
    expect(existsSync(join(temporary, 'outside.txt'))).toBe(false)
  })

  it('refuses an archive with nothing to take, and one that is not there', async () => {
    const options = await archiveOf(two)
    await expect(unpackZip({ ...options, place: () => undefined })).rejects.toMatchObject({
      code: 'archive-invalid',
    })
    await expect(unpackZip({ ...options, archive: 'missing.zip' })).rejects.toMatchObject({
      code: 'archive-invalid',
      message: expect.stringContaining('missing.zip'),
    })
  })

  it('says where it cannot write', async () => {
    const options = await archiveOf(two)
    await writeFile(options.folder, 'a file where the folder should be')
    await expect(unpackZip(options)).rejects.toMatchObject({ code: 'write-failed' })
  })

  it('does not trust a damaged stamp', async () => {
    const options = await archiveOf(two)
    await unpackZip(options)
    await writeFile(join(options.folder, '.unpacked.json'), '{')
    expect(await isUnpacked(options.folder, 'v1')).toBe(false)
  })
})
