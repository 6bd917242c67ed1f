import { parse } from 'node:path'

/**
 * Gives each file a name of its own in one folder: `lesion` for the first `lesion.jpg`, `lesion-2` for the next, also
 * where only the folder, the extension or the case differs.
 */
export function uniqueNames(): (file: string) => string {
  const taken = new Set<string>()
  return (file) => {
    const { name } = parse(file)
    let unique = name
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${name}-${n}`
    taken.add(unique.toLowerCase())
    return unique
  }
}
