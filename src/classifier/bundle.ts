import { prettifyError } from 'zod/mini'
import { DermaliteError } from '../errors.ts'
import { type Manifest, type ModelFile, manifestSchema, type Precision } from './manifest.ts'

export const MANIFEST_FILE = 'manifest.json'

/**
 * The manifest of a bundle from its text.
 *
 * @param where names the bundle in messages
 * @throws DermaliteError `bundle-invalid`: no JSON, another schema version, or a field that is wrong
 */
export function parseManifest(text: string, where: string): Manifest {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (cause) {
    throw invalidBundle(where, `${MANIFEST_FILE} is no JSON: ${(cause as Error).message}`, cause)
  }
  const checked = manifestSchema.safeParse(data)
  if (checked.success) return checked.data
  const version = (data as { schemaVersion?: unknown } | null)?.schemaVersion
  if (typeof version === 'number' && version > 1) {
    throw new DermaliteError(
      'bundle-invalid',
      `the bundle ${where} has schema version ${version}; this DermaLite reads version 1`,
      'Update DermaLite, or take a bundle made for this version.',
    )
  }
  throw invalidBundle(where, `${MANIFEST_FILE} is wrong: ${prettifyError(checked.error)}`)
}

/** What a bundle is run in unless the caller says otherwise: the first that it has. */
const PREFERRED: readonly Precision[] = ['int8', 'float32']

/**
 * The model file of a format.
 *
 * @param precision default: int8 where the bundle has it, else float32
 * @throws DermaliteError `bad-argument`: the bundle has no such file
 */
export function chooseModelFile(
  { name, files }: Pick<Manifest, 'name' | 'files'>,
  format: ModelFile['format'],
  precision?: Precision,
): ModelFile {
  const precisions = files.filter((each) => each.format === format).map((each) => each.precision)
  const wanted = precision ?? PREFERRED.find((each) => precisions.includes(each)) ?? 'float32'
  const file = files.find((each) => each.format === format && each.precision === wanted)
  if (file) return file
  throw new DermaliteError(
    'bad-argument',
    `the bundle "${name}" has no ${wanted} model in the ${format} format`,
    precisions.length > 0
      ? `Choose ${precisions.join(' or ')}.`
      : `Export the model to ${format} first.`,
  )
}

export function invalidBundle(where: string, problem: string, cause?: unknown): DermaliteError {
  return new DermaliteError(
    'bundle-invalid',
    `the bundle ${where} cannot be used: ${problem}`,
    'Restore the bundle from where it came, or write it again with training.',
    { cause },
  )
}
