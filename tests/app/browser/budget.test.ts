import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { globSync } from 'tinyglobby'
import { describe, expect, inject, it } from 'vitest'
import { NO_CHROMIUM, SKIPPED } from './open-app.ts'

const KB = 1024
const compress = promisify(gzip)

describe.skipIf(NO_CHROMIUM)(`the weight of the app${SKIPPED}`, () => {
  it('is at most 120 KB, all languages and libraries, beside LiteRT and the model', async () => {
    const cwd = inject('appFolder')
    const files = globSync('**/*.{html,js,css}', { cwd, ignore: 'litert/**' })
    let bytes = 0
    for (const file of files) {
      bytes += (await compress(await readFile(join(cwd, file)), { level: 9 })).length
    }
    expect(files).toContain('service-worker.js')
    expect(bytes / KB).toBeLessThan(120)
  })
})
