import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'
import type { Certificate } from './certificate.ts'
import { cacheControl, SECURITY_HEADERS } from './headers.ts'

export type ServerOptions = {
  /** The built app. */
  readonly folder: string
  /** 0 takes a free one. */
  readonly port: number
  /** Default: every address of the machine. */
  readonly host?: string
  /** Serves https where given. */
  readonly certificate?: Certificate | undefined
  /** Default: isolated; false serves as a plain host does, without COOP and COEP. */
  readonly isolated?: boolean
}

export type RunningServer = { readonly port: number; close(): Promise<void> }

/** Serves the built app. Rejects with the system's error where the port is taken. */
export async function startServer({
  folder,
  port,
  host,
  certificate,
  isolated = true,
}: ServerOptions): Promise<RunningServer> {
  const serveFile = sirv(folder, {
    etag: true,
    setHeaders(response, path) {
      response.setHeader('Cache-Control', cacheControl(path))
    },
  })
  const headers = Object.entries(SECURITY_HEADERS).filter(
    ([name]) => isolated || !/-Opener-|-Embedder-/.test(name),
  )
  const listener: RequestListener = (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    serveFile(request, response, () => {
      response.writeHead(404).end('not found')
    })
  }
  const server = certificate
    ? createHttpsServer({ key: certificate.private, cert: certificate.cert }, listener)
    : createHttpServer(listener)
  await listen(server, port, host)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}
