import { allImports, type Sources } from './sources.ts'

/** One cycle of imports for each file that closes one, as `a -> b -> a`. */
export function importCycles(sources: Sources): string[] {
  const targets = new Map<string, string[]>()
  for (const { from, file } of allImports(sources)) {
    if (file !== undefined) targets.set(from, [...(targets.get(from) ?? []), file])
  }
  const cycles: string[] = []
  const finished = new Set<string>()
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file)
    if (start >= 0) cycles.push([...path.slice(start), file].join(' -> '))
    if (start >= 0 || finished.has(file)) return
    for (const target of targets.get(file) ?? []) visit(target, [...path, file])
    finished.add(file)
  }
  for (const file of sources.keys()) visit(file, [])
  return cycles
}
