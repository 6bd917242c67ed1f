import { DermaliteError } from '../../errors.ts'

/**
 * A package that only measurements need, and that an installation may lack.
 *
 * @throws DermaliteError `runtime-unavailable`: it is not installed
 */
export async function requirePackage<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    throw new DermaliteError(
      'runtime-unavailable',
      `the package ${name} cannot be loaded: ${(cause as Error).message}`,
      `Install it: npm install --no-save ${name}`,
      { cause },
    )
  }
}
