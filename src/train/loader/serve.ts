import { parentPort } from 'node:worker_threads'
import { DermaliteError } from '../../errors.ts'
import type { WorkerRequest } from './worker-client.ts'

export type Answer<T> = { readonly body: T; readonly transfer: readonly ArrayBuffer[] }

/** The worker's side of `startWorker`: answers each request in turn, errors included. */
export function serve<Request, Response>(
  answer: (body: Request) => Promise<Answer<Response>> | Answer<Response>,
): void {
  const port = parentPort!
  let queue = Promise.resolve()
  port.on('message', ({ id, body }: WorkerRequest<Request>) => {
    queue = queue.then(async () => {
      try {
        const { body: result, transfer } = await answer(body)
        port.postMessage({ id, body: result }, transfer)
      } catch (error) {
        port.postMessage({ id, error: describe(error) })
      }
    })
  })
}

function describe(error: unknown) {
  if (error instanceof DermaliteError) {
    return { code: error.code, message: error.message, hint: error.hint }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'file-unreadable', message, hint: 'Check the picture and the disk.' }
}
