import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { globSync } from 'tinyglobby'
import { expect, it } from 'vitest'

const PACKAGE = 'tools/api-docs'

const pagesIn = (folder: string) =>
  globSync('**/*.md', { cwd: folder })
    .sort()
    .map((page) => [page, readFileSync(join(folder, page), 'utf8')])

it('docs/api says what the doc comments say (else: npm run docs)', async () => {
  const out = await mkdtemp(join(tmpdir(), 'dermalite-api-'))
  const typedoc = join(PACKAGE, 'node_modules/typedoc/bin/typedoc')
  await promisify(execFile)(process.execPath, [
    typedoc,
    ...['--options', join(PACKAGE, 'typedoc.json'), '--out', out],
  ])
  const pages = pagesIn('docs/api')
  expect(pages.length).toBeGreaterThan(3)
  expect(pagesIn(out)).toEqual(pages)
  await rm(out, { recursive: true })
})
