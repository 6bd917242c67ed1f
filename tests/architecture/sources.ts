import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { globSync } from 'tinyglobby'

/** Source text by path below `src`, such as `image/crop.ts`. */
export type Sources = ReadonlyMap<string, string>

export type Import = {
  readonly from: string
  /** As written. */
  readonly specifier: string
  /** The file below `src` that is meant; undefined for a package. */
  readonly file: string | undefined
}

export function readSources(): Sources {
  const files = globSync('**/*.ts', { cwd: 'src' }).sort()
  return new Map(files.map((file) => [file, readFileSync(posix.join('src', file), 'utf8')]))
}

const STATEMENT = /^(?:import|export)\s(?:[\w$*{},\s]+?\sfrom\s)?['"]([^'"]+)['"]/gm
const CALL = /\bimport\(\s*['"]([^'"]+)['"]/g

/** Everything that a file imports: values and types, re-exports, side effects, dynamic imports. */
export function importsOf(from: string, text: string): Import[] {
  return [STATEMENT, CALL]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, specifier]) => ({
      from,
      specifier: specifier!,
      file: specifier!.startsWith('.') ? posix.join(posix.dirname(from), specifier!) : undefined,
    }))
}

export const allImports = (sources: Sources): Import[] =>
  [...sources].flatMap(([file, text]) => importsOf(file, text))
