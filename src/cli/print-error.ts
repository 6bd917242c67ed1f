import { DermaliteError } from '../errors.ts'

/**
 * Prints what went wrong and what to do about it to stderr.
 *
 * @throws the error itself when it is none of ours: a bug keeps its stack trace
 */
export function printError(error: unknown): void {
  if (!(error instanceof DermaliteError)) throw error
  console.error(`error: ${error.message} (${error.code})\n  ${error.hint}`)
}
