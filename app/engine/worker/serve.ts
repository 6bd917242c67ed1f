import { DermaliteError } from '../../../src/classifier/index.ts'
import type { Argument, CallName, FromWorker, Result, ToWorker } from '../protocol.ts'

export type CallContext = {
  readonly signal: AbortSignal
  readonly onBytes: (loaded: number) => void
}

export type Handlers = {
  readonly [Name in CallName]: (
    argument: Argument<Name>,
    context: CallContext,
  ) => Promise<Result<Name>>
}

/** Answers the calls of a bridge, in a worker. */
export function serve(handlers: Handlers): void {
  const running = new Map<number, AbortController>()
  const post = (message: FromWorker) => postMessage(message, { transfer: transferables(message) })

  const answer = async (id: number, name: CallName, argument: unknown) => {
    const controller = new AbortController()
    running.set(id, controller)
    const { signal } = controller
    const handler = handlers[name] as (argument: unknown, context: CallContext) => Promise<unknown>
    try {
      const onBytes = (loaded: number) => post({ id, loaded })
      const result = await handler(argument, { signal, onBytes })
      if (!signal.aborted) post({ id, result })
    } catch (error) {
      if (!signal.aborted) post({ id, error: toData(error) })
    } finally {
      running.delete(id)
    }
  }

  addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    if ('abort' in data) running.get(data.id)?.abort()
    else void answer(data.id, data.name, data.argument)
  })
}

/** A preview is moved to the page, not copied. */
function transferables(message: FromWorker): Transferable[] {
  if (!('result' in message)) return []
  const preview = (message.result as { preview?: unknown } | null)?.preview
  return preview instanceof ImageBitmap ? [preview] : []
}

function toData(error: unknown): Extract<FromWorker, { error: unknown }>['error'] {
  const { message } = error as Error
  return { code: error instanceof DermaliteError ? error.code : 'unexpected', message }
}
