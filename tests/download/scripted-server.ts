import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

export type ScriptedServer = {
  readonly url: string
  /** Every request so far, in order. */
  readonly requests: readonly IncomingMessage[]
  close(): Promise<void>
}

/** A local server that answers the n-th request with the n-th handler, and further ones with the last. */
export async function startServer(...handlers: readonly Handler[]): Promise<ScriptedServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    handlers[Math.min(requests.length, handlers.length) - 1]!(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close((error) => (error ? reject(error) : resolve()))
      }),
  }
}

/** Serves the content, from the asked byte on if there is one, as a static file server does. */
export function serve(content: Buffer, etag = '"v1"'): Handler {
  return (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const condition = request.headers['if-range']
    const headers = { etag, 'accept-ranges': 'bytes' }
    if (start === 0 || (condition !== undefined && condition !== etag)) {
      response.writeHead(200, { ...headers, 'content-length': content.length }).end(content)
    } else if (start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end()
    } else {
      const range = `bytes ${start}-${content.length - 1}/${content.length}`
      const rest = content.subarray(start)
      response
        .writeHead(206, { ...headers, 'content-range': range, 'content-length': rest.length })
        .end(rest)
    }
  }
}

/** Time for the client to read what was sent before the connection is cut. */
const DELIVERY_MILLISECONDS = 50

/** Promises the whole content, sends the first `sent` bytes of it and cuts the connection. */
export function breakAfter(content: Buffer, sent: number, etag = '"v1"'): Handler {
  return (_, response) => {
    response.writeHead(200, { etag, 'content-length': content.length })
    response.write(content.subarray(0, sent), () =>
      setTimeout(() => response.destroy(), DELIVERY_MILLISECONDS),
    )
  }
}

export function answer(status: number, headers: Record<string, string> = {}): Handler {
  return (_, response) => void response.writeHead(status, headers).end('no file')
}
