import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashFile, matchesChecksum, requireChecksum } from '../../src/download/checksum.ts'

let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dermalite-checksum-'))
  path = join(folder, 'abc')
  await writeFile(path, 'abc')
})

afterAll(() => rm(folder, { recursive: true }))

describe('hashFile', () => {
  it.each([
    ['sha256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['sha1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['md5', '900150983cd24fb0d6963f7d28e17f72'],
  ] as const)('agrees with the %s of "abc" in its standard', async (algorithm, hex) => {
    expect(await hashFile(path, algorithm)).toBe(hex)
    expect(await matchesChecksum(path, { algorithm, hex: hex.toUpperCase() })).toBe(true)
  })
})

describe('requireChecksum', () => {
  it('names the file and the expected digest', async () => {
    const checksum = { algorithm: 'md5', hex: '0'.repeat(32) } as const
    await expect(requireChecksum(path, checksum, 'the letters')).rejects.toMatchObject({
      code: 'checksum-mismatch',
      message: expect.stringMatching(/the letters.*md5 0{32}/),
    })
  })
})
