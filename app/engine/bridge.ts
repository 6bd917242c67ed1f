import { EngineError } from './bridge-error.ts'
import type { Argument, CallName, FromWorker, Result, ToWorker } from './protocol.ts'

export type CallOptions = {
  readonly signal?: AbortSignal
  /** Bytes that have been loaded so far. */
  readonly onBytes?: (loaded: number) => void
  /** What is moved to the worker, not copied. */
  readonly transfer?: Transferable[]
}

export type Bridge = {
  /** @throws EngineError, or the reason of `signal` */
  call<Name extends CallName>(
    name: Name,
    argument: Argument<Name>,
    options?: CallOptions,
  ): Promise<Result<Name>>
}

type Waiting = {
  resolve(value: unknown): void
  reject(error: unknown): void
  onBytes: ((loaded: number) => void) | undefined
}

/** Questions to a worker as calls; an aborted call rejects at once, and the worker stops where it can. */
export function createBridge(worker: Worker): Bridge {
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  const post = (message: ToWorker, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer)
  const settle = (id: number) => {
    const call = waiting.get(id)
    waiting.delete(id)
    return call
  }

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if ('loaded' in data) waiting.get(data.id)?.onBytes?.(data.loaded)
    else if ('result' in data) settle(data.id)?.resolve(data.result)
    else settle(data.id)?.reject(new EngineError(data.error.code, data.error.message))
  })
  worker.addEventListener('error', (event) => {
    const error = new EngineError('unexpected', event.message || 'the worker did not start')
    for (const id of [...waiting.keys()]) settle(id)?.reject(error)
  })

  return {
    call(name, argument, { signal, onBytes, transfer = [] } = {}) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const id = ++lastId
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, onBytes })
        signal?.addEventListener('abort', () => {
          if (settle(id) === undefined) return
          post({ id, abort: true })
          reject(signal.reason)
        })
        post({ id, name, argument }, transfer)
      })
    },
  }
}
