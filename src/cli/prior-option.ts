import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import type { PriorChoice } from '../classifier/index.ts'
import { DermaliteError } from '../errors.ts'

const frequenciesSchema = z.record(z.string(), z.number())

/**
 * The value of `--prior`: `balanced`, `dataset`, or a YAML or JSON file with one relative frequency a class.
 *
 * @throws DermaliteError `file-not-found`: no such file; `bad-argument`: it holds something else
 */
export async function readPrior(value: string): Promise<PriorChoice> {
  if (value === 'balanced' || value === 'dataset') return value
  const hint = 'Pass balanced, dataset, or a YAML or JSON file such as {"mel": 1, "nv": 6, …}.'
  let text: string
  try {
    text = await readFile(value, 'utf8')
  } catch (cause) {
    throw new DermaliteError('file-not-found', `the prior ${value} is no readable file`, hint, {
      cause,
    })
  }
  const checked = frequenciesSchema.safeParse(parseOrUndefined(text))
  if (checked.success) return checked.data
  throw new DermaliteError(
    'bad-argument',
    `${value} holds no class frequencies: ${z.prettifyError(checked.error)}`,
    hint,
  )
}

/** JSON is YAML. */
function parseOrUndefined(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
