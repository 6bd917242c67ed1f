import { DermaliteError } from '../../errors.ts'

/**
 * Replaces `${a.b}` by what stands there in nested objects, as DVC does in `dvc.yaml`.
 *
 * @throws DermaliteError `bad-config`: nothing stands there, or no plain value
 */
export function interpolate(text: string, values: unknown): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (placeholder, path: string) => {
    const value = path.split('.').reduce(fieldOf, values)
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    throw new DermaliteError(
      'bad-config',
      `nothing stands for ${placeholder} in "${text}"`,
      'Add it to params.yaml, or correct dvc.yaml.',
    )
  })
}

function fieldOf(data: unknown, key: string): unknown {
  const isObject = typeof data === 'object' && data !== null
  return isObject ? (data as Readonly<Record<string, unknown>>)[key] : undefined
}
