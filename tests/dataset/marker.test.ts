import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MARKER_FILE, readMarker, writeMarker } from '../../src/dataset/marker.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { writeFiles } from './fixtures.ts'

const folder = temporaryFolder()

describe('readMarker', () => {
  it('reads what writeMarker wrote', async () => {
    const marker = { name: 'drawn-1.0', synthetic: true }
    await writeMarker(join(folder, 'drawn'), marker)
    expect(await readMarker(join(folder, 'drawn'))).toEqual(marker)
  })

  it('finds nothing where there is none', async () => {
    expect(await readMarker(join(folder, 'unmarked'))).toBeUndefined()
  })

  it.each([
    ['cut off', '{ "name": "drawn"'],
    ['silent about drawing', '{ "name": "drawn" }'],
    ['named like a path', '{ "name": "../drawn", "synthetic": true }'],
  ])('refuses a file that is %s', async (name, text) => {
    await writeFiles(join(folder, name), { [MARKER_FILE]: text })
    await expect(readMarker(join(folder, name))).rejects.toMatchObject({ code: 'dataset-invalid' })
  })
})
