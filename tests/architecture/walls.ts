import { allImports, type Sources } from './sources.ts'

const EVERYTHING = ['']
/** Labelled pictures, and how well a network answers for them. */
const MEASURED = ['image/', 'metrics/', 'dataset/types.ts']
/** The contract between training and every device, and how it is read. */
const BUNDLE = ['classifier/manifest.ts', 'classifier/bundle.ts', 'classifier/node/load-bundle.ts']

/**
 * Who may know whom: each folder of `src` with the folders, or single files, that it may import from beside its own. Modules
 * that lie in `src` itself are free for all.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  image: [],
  graph: [],
  metrics: [],
  download: [],
  explain: ['image/'],
  uncertainty: ['metrics/softmax.ts', 'metrics/calibration.ts'],
  classifier: ['image/', 'explain/', 'uncertainty/'],
  dataset: ['image/', 'download/'],
  attribution: ['graph/', 'explain/', 'image/', 'metrics/'],
  nets: ['graph/', 'download/'],
  compress: ['graph/', 'nets/', ...MEASURED, ...BUNDLE],
  train: ['graph/', 'nets/', ...MEASURED, ...BUNDLE],
  export: ['graph/', 'nets/', ...MEASURED, ...BUNDLE],
  report: EVERYTHING,
  cli: EVERYTHING,
}

/** Nobody knows the roof, but the roof itself. */
const ROOF: Readonly<Record<string, readonly string[]>> = { report: ['cli'], cli: ['cli'] }

const roomOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : undefined)

/** Imports through a wall, as `from -> file`. */
export function brokenWalls(sources: Sources): string[] {
  return allImports(sources).flatMap(({ from, file }) => {
    if (file === undefined) return []
    const [room, other] = [roomOf(from), roomOf(file)]
    if (room === other || other === undefined) return []
    const allowed =
      room !== undefined &&
      (MAY_IMPORT[room] ?? []).some((place) => file.startsWith(place)) &&
      (ROOF[other] ?? [room]).includes(room)
    return allowed ? [] : [`${from} -> ${file}`]
  })
}

/** Folders that the table does not know. */
export function unknownRooms(sources: Sources): string[] {
  const rooms = [...sources.keys()].flatMap((file) => roomOf(file) ?? [])
  return [...new Set(rooms)].filter((room) => !(room in MAY_IMPORT))
}
