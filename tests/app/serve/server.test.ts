import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificate } from '../../../app/serve/certificate.ts'
import { startServer } from '../../../app/serve/server.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dermalite-serve-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets', 'a-1234.js'), '')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const host = '127.0.0.1'

describe('the server', () => {
  it('isolates the page and keeps it to its own origin', async () => {
    const server = await startServer({ folder, port: 0, host })
    const { headers } = await fetch(`http://${host}:${server.port}/`)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/)
    expect(headers.get('cache-control')).toBe('no-cache')
    const asset = await fetch(`http://${host}:${server.port}/assets/a-1234.js`)
    expect(asset.headers.get('cache-control')).toContain('immutable')
    await server.close()
  })

  it('acts as a plain host where asked', async () => {
    const server = await startServer({ folder, port: 0, host, isolated: false })
    const { headers } = await fetch(`http://${host}:${server.port}/`)
    expect(headers.has('cross-origin-opener-policy')).toBe(false)
    expect(headers.has('cross-origin-embedder-policy')).toBe(false)
    await server.close()
  })

  it('gives nothing from outside its folder', async () => {
    const server = await startServer({ folder, port: 0, host })
    for (const path of ['/none.js', '/..%2f..%2fetc/passwd']) {
      expect((await fetch(`http://${host}:${server.port}${path}`)).status).toBe(404)
    }
    await server.close()
  })

  it('rejects where the port is taken', async () => {
    const first = await startServer({ folder, port: 0, host })
    await expect(startServer({ folder, port: first.port, host })).rejects.toThrow('EADDRINUSE')
    await first.close()
  })

  it('serves https with a certificate for its addresses', async () => {
    const certificate = await makeCertificate(['192.0.2.7'])
    const server = await startServer({ folder, port: 0, host, certificate })
    const names = await new Promise<string | undefined>((resolve, reject) => {
      get({ host, port: server.port, ca: certificate.cert }, (response) => {
        response.resume()
        resolve((response.socket as TLSSocket).getPeerCertificate().subjectaltname)
      }).on('error', reject)
    })
    expect(names).toContain('DNS:localhost')
    expect(names).toContain('192.0.2.7')
    await server.close()
  })
})
