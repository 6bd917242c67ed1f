import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, it } from 'vitest'
import { importsOf } from '../architecture/sources.ts'

/** What runs on a developer's machine, not in the browser. */
const TOOLS = /^app\/(build|serve|screenshots|vite\.config)/
const ROOMS = ['classifier', 'image', 'explain', 'uncertainty'].map((room) => `src/${room}/`)
const PACKAGES = ['preact', 'preact/hooks', '@preact/signals', 'idb', 'fhir/r4.js', /^workbox-/]

type Sources = ReadonlyMap<string, string>

function readApp(): Sources {
  const files = globSync('app/**/*.{ts,tsx}', { ignore: 'app/dist/**' }).sort()
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
}

/** What the app may not know, as `from -> what`. */
function brokenWalls(sources: Sources): string[] {
  return [...sources]
    .filter(([from]) => !TOOLS.test(from))
    .flatMap(([from, text]) => importsOf(from, text))
    .filter(({ specifier }) => !specifier.endsWith('.css'))
    .filter(({ from, specifier, file }) => {
      if (file === undefined) {
        return !PACKAGES.some((known) =>
          typeof known === 'string' ? known === specifier : known.test(specifier),
        )
      }
      const target = posix.normalize(file)
      const own = target.startsWith('app/') && !TOOLS.test(target)
      const open = ROOMS.some((room) => target.startsWith(room)) && !target.includes('/node/')
      return !own && !open && from !== target
    })
    .map(({ from, specifier, file }) => `${from} -> ${file ?? specifier}`)
}

describe('the phone app', () => {
  it('knows only what answers and runs anywhere', () => {
    const sources = readApp()
    expect(sources.size).toBeGreaterThan(40)
    expect(brokenWalls(sources)).toEqual([])
  })

  it.each([
    ["import { b } from '../../src/graph/b.ts'", 'src/graph/b.ts'],
    ["import { b } from '../../src/classifier/node/b.ts'", 'src/classifier/node/b.ts'],
    ["import { b } from '../build/b.ts'", 'app/build/b.ts'],
    ["import sharp from 'sharp'", 'sharp'],
  ])('may not say %s', (text, target) => {
    expect(brokenWalls(new Map([['app/engine/a.ts', text]]))).toEqual([
      `app/engine/a.ts -> ${target}`,
    ])
  })
})
