import { CommanderError } from 'commander'
import { DermaliteError, type DermaliteErrorCode } from '../errors.ts'

export const EXIT_OK = 0
export const EXIT_FAILURE = 1
export const EXIT_USAGE = 2

/** An error as machines read it. */
export type ErrorReport = {
  readonly code: DermaliteErrorCode | 'unexpected'
  readonly message: string
  readonly hint: string
}

const USAGE_CODES: readonly DermaliteErrorCode[] = ['bad-argument', 'bad-config']

const HELP_HINT = 'Run with --help for the arguments and examples.'
const DEBUG_HINT =
  'This is a fault of DermaLite: run again with DERMALITE_DEBUG=1 and report what it prints.'

/** What to tell of an error; under `DERMALITE_DEBUG` its stack trace goes to stderr. */
export function reportOf(error: unknown): ErrorReport {
  if (process.env.DERMALITE_DEBUG) console.error(error)
  if (error instanceof DermaliteError) {
    return { code: error.code, message: error.message, hint: error.hint }
  }
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof CommanderError
    ? { code: 'bad-argument', message: message.replace(/^error: /, ''), hint: HELP_HINT }
    : { code: 'unexpected', message, hint: DEBUG_HINT }
}

/** An error as people read it: what was wrong, and what to do. */
export function formatReport({ message, hint }: ErrorReport): string {
  return `error: ${message}\n hint: ${hint}\n`
}

/** 2 where the command line is to blame, 1 otherwise; 0 for what commander throws after `--help` and `--version`. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE
  const usage = error instanceof DermaliteError && USAGE_CODES.includes(error.code)
  return usage ? EXIT_USAGE : EXIT_FAILURE
}
