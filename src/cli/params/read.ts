import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { DermaliteError } from '../../errors.ts'
import { type FieldProblem, type Network, resolveNetwork } from './network.ts'
import { paramsSchema, type Sections } from './schema.ts'

/** `params.yaml`: every parameter of the pipeline. */
export type Params = Omit<Sections, 'networks'> & {
  readonly networks: Readonly<Record<string, Network>>
}

export const PARAMS_FILE = 'params.yaml'

/**
 * Reads a parameters file, defaults filled in and networks in full.
 *
 * @param path left out: `params.yaml` where there is one, else the defaults
 * @param overrides `train.learningRate=0.0001`, the value as YAML, null for the default; what they say of `train` holds for
 *   every network
 * @throws DermaliteError `file-not-found`, `bad-config` with every field that is wrong
 */
export async function readParams(
  path?: string,
  overrides: readonly string[] = [],
): Promise<Params> {
  const data = overrides.reduce(override, await readYaml(path))
  const checked = paramsSchema.safeParse(data)
  if (!checked.success) throw wrong(path, checked.error.issues)
  const { train, prune } = data as Partial<Record<'train' | 'prune', unknown>>
  const networks: Record<string, Network> = {}
  for (const [name, entry] of Object.entries(checked.data.networks)) {
    const network = resolveNetwork(name, replaceAgain(entry, overrides), { train, prune })
    if (Array.isArray(network)) throw wrong(path, network)
    networks[name] = network as Network
  }
  return { ...checked.data, networks }
}

/** What the command line says of `train` goes before what the file says of a trained network. */
function replaceAgain(entry: Sections['networks'][string], overrides: readonly string[]) {
  if ('parent' in entry) return entry
  return overrides.reduce((own, assignment) => {
    const [, field = ''] = /^train\.(\w+)/.exec(assignment) ?? []
    if (!(field in own)) return own
    return (override({ train: own }, assignment) as { train: typeof entry }).train
  }, entry)
}

async function readYaml(path?: string): Promise<unknown> {
  if (path === undefined && !existsSync(PARAMS_FILE)) return {}
  const place = path ?? PARAMS_FILE
  try {
    return parseYaml(place, await readFile(place, 'utf8'))
  } catch (cause) {
    if (cause instanceof DermaliteError) throw cause
    const message = `the parameters ${place} cannot be read: ${(cause as Error).message}`
    throw new DermaliteError('file-not-found', message, 'Name a file with --params.', { cause })
  }
}

function wrong(path: string | undefined, issues: readonly FieldProblem[]): DermaliteError {
  return new DermaliteError(
    'bad-config',
    `${path ?? PARAMS_FILE} is wrong: ${z.prettifyError({ issues } as z.ZodError)}`,
    'Correct the field; src/cli/params/schema.ts and src/train/config.ts explain each one.',
  )
}

function parseYaml(path: string, text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    throw new DermaliteError(
      'bad-config',
      `${path} is no YAML: ${(cause as Error).message}`,
      'Correct the line.',
      { cause },
    )
  }
}

/**
 * A copy of nested objects with one leaf replaced.
 *
 * @param assignment `train.learningRate=0.0001`, the value as YAML; null leaves the field out
 * @throws DermaliteError `bad-argument`, `bad-config`
 */
export function override(data: unknown, assignment: string): unknown {
  const equals = assignment.indexOf('=')
  const value = assignment.slice(equals + 1)
  if (equals < 1 || value.trim() === '') {
    throw new DermaliteError(
      'bad-argument',
      `"${assignment}" is no assignment`,
      'Write it as train.learningRate=0.0001.',
    )
  }
  const keys = assignment.slice(0, equals).split('.')
  return replaceLeaf(data, keys, parseYaml('--set', value))
}

function replaceLeaf(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value ?? undefined
  const object = typeof data === 'object' && data !== null ? data : {}
  const child = (object as Record<string, unknown>)[key]
  return { ...object, [key]: replaceLeaf(child, rest, value) }
}
