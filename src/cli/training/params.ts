import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { DermaliteError } from '../../errors.ts'
import { trainConfigSchema } from '../../train/config.ts'

const paramsSchema = z.strictObject({
  split: z.strictObject({ seed: z.int() }).prefault({ seed: 1 }),
  train: trainConfigSchema,
})

/** `params.yaml`: every parameter of the pipeline. */
export type Params = z.infer<typeof paramsSchema>

/**
 * Reads a parameters file, defaults filled in.
 *
 * @param overrides `train.learningRate=0.0001`, the value as YAML
 * @throws DermaliteError `file-not-found`, `bad-config` with every field that is wrong
 */
export async function readParams(path: string, overrides: readonly string[] = []): Promise<Params> {
  const hint = 'Correct the field; src/train/config.ts explains each one.'
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    const message = `the parameters ${path} cannot be read: ${(cause as Error).message}`
    throw new DermaliteError('file-not-found', message, 'Name a file with --params.', { cause })
  }
  const checked = paramsSchema.safeParse(overrides.reduce(override, parseYaml(path, text)))
  if (checked.success) return checked.data
  throw new DermaliteError(
    'bad-config',
    `${path} is wrong: ${z.prettifyError(checked.error)}`,
    hint,
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
 * @param assignment `train.learningRate=0.0001`, the value as YAML
 * @throws DermaliteError `bad-argument`, `bad-config`
 */
export function override(data: unknown, assignment: string): unknown {
  const equals = assignment.indexOf('=')
  if (equals < 1) {
    throw new DermaliteError(
      'bad-argument',
      `"${assignment}" is no assignment`,
      'Write it as train.learningRate=0.0001.',
    )
  }
  const keys = assignment.slice(0, equals).split('.')
  return replaceLeaf(data, keys, parseYaml('--set', assignment.slice(equals + 1)))
}

function replaceLeaf(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const object = typeof data === 'object' && data !== null ? data : {}
  const child = (object as Record<string, unknown>)[key]
  return { ...object, [key]: replaceLeaf(child, rest, value) }
}
