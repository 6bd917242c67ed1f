import type { EngineErrorCode } from './protocol.ts'

/** What the worker refused, with a code to choose the words by. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly code: EngineErrorCode

  constructor(code: EngineErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error
  return new EngineError('unexpected', error instanceof Error ? error.message : String(error))
}
