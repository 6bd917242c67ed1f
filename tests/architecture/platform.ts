import { importsOf, type Sources } from './sources.ts'

/** Outside their `node/` folders these run on any platform. */
const NEUTRAL_ROOMS = [
  ...['image', 'classifier', 'explain', 'uncertainty', 'metrics', 'graph', 'attribution'],
]
const NEUTRAL_PACKAGES = ['zod', 'p-limit', 'pure-rand', 'd3-scale-chromatic', 'protobufjs'].concat(
  '@litertjs/core',
  '@noble/hashes',
  'ml-matrix',
)

const isNeutral = (file: string) =>
  NEUTRAL_ROOMS.some((room) => file.startsWith(`${room}/`)) && !file.includes('/node/')

const packageOf = (specifier: string) =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

/** How platform-neutral files reach what other platforms lack, as `file -> … -> package`. */
export function platformLeaks(sources: Sources): string[] {
  const leaksOf = (file: string, path: readonly string[]): string[] =>
    importsOf(file, sources.get(file) ?? '').flatMap((imported) => {
      if (imported.file === undefined) {
        const known = NEUTRAL_PACKAGES.includes(packageOf(imported.specifier))
        return known ? [] : [[...path, imported.specifier].join(' -> ')]
      }
      // a neutral file answers for itself
      if (isNeutral(imported.file) || path.includes(imported.file)) return []
      return leaksOf(imported.file, [...path, imported.file])
    })
  return [...sources.keys()].filter(isNeutral).flatMap((file) => leaksOf(file, [file]))
}
