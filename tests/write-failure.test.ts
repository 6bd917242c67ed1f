import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DermaliteError } from '../src/errors.ts'
import { reportWriteFailure } from '../src/write-failure.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()

describe('reportWriteFailure', () => {
  it('gives what the work gives', async () => {
    expect(await reportWriteFailure('out.png', Promise.resolve(7))).toBe(7)
  })

  it('says what cannot be written, and why', async () => {
    const path = join(folder, 'file')
    await writeFile(path, '')
    await expect(reportWriteFailure('out/a.png', mkdir(path))).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringMatching(/^cannot write out\/a\.png: EEXIST/),
    })
  })

  it('leaves our own errors and bugs as they are', async () => {
    const known = new DermaliteError('file-empty', 'a.jpg is empty', 'Copy it again.')
    for (const error of [known, new TypeError('x is not a function')]) {
      await expect(reportWriteFailure('a', Promise.reject(error))).rejects.toBe(error)
    }
  })
})
