import { DermaliteError } from '../errors.ts'

/** Every leaf that differs between two JSON-like objects, as `path: saved -> current`. */
export function configDifferences(saved: unknown, current: unknown): string[] {
  const before = flatten(saved)
  const after = flatten(current)
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].sort().flatMap((key) => {
    const was = before.get(key) ?? 'not set'
    const is = after.get(key) ?? 'not set'
    return was === is ? [] : [`${key}: ${was} -> ${is}`]
  })
}

/**
 * Refuses to go on with another configuration than the one that a checkpoint was written with.
 *
 * @throws DermaliteError `checkpoint-mismatch` that names every differing key with both values
 */
export function requireSameConfig(saved: unknown, current: unknown): void {
  const differences = configDifferences(saved, current)
  if (differences.length === 0) return
  throw new DermaliteError(
    'checkpoint-mismatch',
    `the checkpoint was written with another configuration (checkpoint -> now): ${differences.join('; ')}`,
    'Resume with the configuration of the checkpoint, or start a new run in another folder.',
  )
}

function flatten(value: unknown, path = ''): Map<string, string> {
  if (value === undefined) return new Map()
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (children.length === 0 && path !== '') return new Map([[path, JSON.stringify(value)]])
  return new Map(
    children.flatMap(([key, child]) => [...flatten(child, path === '' ? key : `${path}.${key}`)]),
  )
}
