import { describe, expect, it } from 'vitest'
import { importCycles } from './architecture/cycles.ts'
import { platformLeaks } from './architecture/platform.ts'
import { importsOf, readSources, type Sources } from './architecture/sources.ts'
import { brokenWalls, unknownRooms } from './architecture/walls.ts'

const sources = readSources()

const madeUp = (files: Record<string, string>): Sources => new Map(Object.entries(files))

describe('the imports of a file', () => {
  it('are found in all their forms, and nowhere else', () => {
    const text = `
import 'side-effect'
import { a } from './a.ts'
import type { B } from '../b/b.ts'
import {
  c,
  type D,
} from './c.ts'
import * as e from '@scope/e/f'
export { g } from './g.ts'
export * from './h.ts'
const i = await import('./i.ts')
type J = import('./j.ts').J
/**
 * import { k } from 'k'
 */
export const l = 'from'
export function m() { return text.from 'n' }
`
    expect(importsOf('x/y.ts', text).map(({ specifier, file }) => file ?? specifier)).toEqual(
      ['side-effect', 'x/a.ts', 'b/b.ts', 'x/c.ts', '@scope/e/f', 'x/g.ts', 'x/h.ts'].concat(
        ...['x/i.ts', 'x/j.ts'],
      ),
    )
  })

  it('all exist', () => {
    const files = [...sources].flatMap(([file, text]) => importsOf(file, text))
    const missing = files.filter(({ file }) => file !== undefined && !sources.has(file))
    expect(missing).toEqual([])
    expect(files.length).toBeGreaterThan(sources.size)
  })
})

describe('the walls between the layers', () => {
  it('stand', () => {
    expect(brokenWalls(sources)).toEqual([])
    expect(unknownRooms(sources)).toEqual([])
  })

  it.each([
    ['image/a.ts', "import { b } from '../metrics/b.ts'"],
    ['graph/a.ts', "import { b } from '../nets/b.ts'"],
    ['metrics/a.ts', "export * from '../image/b.ts'"],
    ['explain/a.ts', "import { b } from '../graph/graph.ts'"],
    ['uncertainty/a.ts', "import { b } from '../metrics/auc.ts'"],
    ['classifier/a.ts', "import type { B } from '../graph/graph.ts'"],
    ['classifier/node/a.ts', "const b = await import('../../train/b.ts')"],
    ['train/a.ts', "import { b } from '../dataset/open.ts'"],
    ['export/a.ts', "import { b } from '../classifier/classifier.ts'"],
    ['dataset/a.ts', "import { b } from '../cli/b.ts'"],
    ['report/a.ts', "import { b } from '../cli/b.ts'"],
    ['a.ts', "import { b } from './graph/b.ts'"],
  ])('are guarded: %s may not say %s', (file, text) => {
    expect(brokenWalls(madeUp({ [file]: text }))).toEqual([expect.stringContaining(`${file} -> `)])
  })

  it('have doors', () => {
    const allowed = {
      'explain/a.ts': "import type { ScalarMap } from '../image/types.ts'",
      'uncertainty/a.ts': "import { softmax } from '../metrics/softmax.ts'",
      'export/a.ts': "import type { Manifest } from '../classifier/manifest.ts'",
      'cli/a.ts': "import { b } from '../report/b.ts'\nimport { c } from '../graph/c.ts'",
      'graph/a.ts': "import { createRandom } from '../random.ts'",
    }
    expect(brokenWalls(madeUp(allowed))).toEqual([])
  })

  it('leave no folder out', () => {
    expect(unknownRooms(madeUp({ 'attic/a.ts': '' }))).toEqual(['attic'])
  })
})

describe('what runs on any platform', () => {
  it('needs nothing of Node', () => {
    expect(platformLeaks(sources)).toEqual([])
  })

  it.each([
    ['image/a.ts', "import { readFile } from 'node:fs/promises'", 'image/a.ts -> node:fs/promises'],
    ['classifier/a.ts', "import sharp from 'sharp'", 'classifier/a.ts -> sharp'],
    [
      'graph/a.ts',
      "import type { Tensor } from 'onnxruntime-node'",
      'graph/a.ts -> onnxruntime-node',
    ],
  ])('is guarded: %s may not say %s', (file, text, leak) => {
    expect(platformLeaks(madeUp({ [file]: text }))).toEqual([leak])
  })

  it('is guarded against detours', () => {
    const detour = {
      'classifier/a.ts': "import { b } from './node/b.ts'",
      'classifier/node/b.ts': "import { c } from '../../c.ts'",
      'c.ts': "import { cpus } from 'node:os'",
    }
    expect(platformLeaks(madeUp(detour))).toEqual([
      'classifier/a.ts -> classifier/node/b.ts -> c.ts -> node:os',
    ])
  })
})

describe('imports', () => {
  it('never run in a circle', () => {
    expect(importCycles(sources)).toEqual([])
  })

  it('are guarded against it', () => {
    const circle = {
      'graph/a.ts': "import { b } from './b.ts'",
      'graph/b.ts': "import type { C } from './deep/c.ts'",
      'graph/deep/c.ts': "export * from '../a.ts'",
    }
    expect(importCycles(madeUp(circle))).toEqual([
      'graph/a.ts -> graph/b.ts -> graph/deep/c.ts -> graph/a.ts',
    ])
  })
})

describe('exports', () => {
  const DEFAULT_EXPORT = /^export default\b|\bas default\b/m

  it('have names', () => {
    expect([...sources].filter(([, text]) => DEFAULT_EXPORT.test(text))).toEqual([])
    expect('export default function f() {}').toMatch(DEFAULT_EXPORT)
    expect("export { f as default } from './f.ts'").toMatch(DEFAULT_EXPORT)
  })
})
