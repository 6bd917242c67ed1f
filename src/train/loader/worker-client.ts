import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { DermaliteError, type DermaliteErrorCode } from '../../errors.ts'

export type WorkerRequest<T> = { readonly id: number; readonly body: T }

export type WorkerResponse<T> =
  | { readonly id: number; readonly body: T }
  | {
      readonly id: number
      readonly error: {
        readonly code: DermaliteErrorCode
        readonly message: string
        readonly hint: string
      }
    }

/** A worker thread that answers requests one after the other. */
export type WorkerClient<Request, Response> = {
  /** @param transfer buffers in the body that are handed over instead of copied */
  request(body: Request, transfer?: readonly ArrayBuffer[]): Promise<Response>
  close(): Promise<void>
}

type Pending<T> = { resolve(body: T): void; reject(error: unknown): void }

/**
 * Starts `<name>.ts` beside the caller (or `<name>.js` once compiled) in a thread of its own.
 *
 * @param callerUrl `import.meta.url` of the caller
 */
export function startWorker<Request, Response>(
  callerUrl: string,
  name: string,
  workerData: unknown,
): WorkerClient<Request, Response> {
  const extension = extname(new URL(callerUrl).pathname)
  const file = new URL(`./${name}${extension}`, callerUrl)
  const worker =
    extension === '.ts'
      ? new Worker(typescriptBootstrap(file), { workerData, eval: true, execArgv: [] })
      : new Worker(file, { workerData, execArgv: [] })
  const pending = new Map<number, Pending<Response>>()
  let nextId = 0
  let failure: unknown

  const failAll = (error: unknown) => {
    failure ??= error
    for (const { reject } of pending.values()) reject(failure)
    pending.clear()
  }
  worker.on('message', (response: WorkerResponse<Response>) => {
    const waiting = pending.get(response.id)
    pending.delete(response.id)
    if ('error' in response) {
      const { code, message, hint } = response.error
      waiting?.reject(new DermaliteError(code, message, hint))
    } else {
      waiting?.resolve(response.body)
    }
  })
  worker.on('error', failAll)
  worker.on('exit', (code) => failAll(new Error(`the worker "${name}" ended with code ${code}`)))

  return {
    request: (body, transfer = []) => {
      const response = new Promise<Response>((resolve, reject) => {
        if (failure !== undefined) return reject(failure)
        const id = nextId++
        pending.set(id, { resolve, reject })
        worker.postMessage({ id, body } satisfies WorkerRequest<Request>, [...transfer])
      })
      response.catch(() => {}) // whoever asked ahead hears of it when its turn comes
      return response
    },
    close: async () => {
      await worker.terminate()
    },
  }
}

/** A thread does not inherit the TypeScript loader of its parent: it registers one of its own first. */
function typescriptBootstrap(file: URL): string {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const loader = new URL('./dist/esm/api/index.mjs', tsx).href
  return `import(${JSON.stringify(loader)}).then(({ register }) => {
    register()
    return import(${JSON.stringify(file.href)})
  })`
}
