import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DownloadOptions, downloadFile } from '../../src/download/download.ts'
import {
  answer,
  breakAfter,
  type Handler,
  type ScriptedServer,
  serve,
  startServer,
} from './scripted-server.ts'

const content = randomBytes(200_000)
const checksum = {
  algorithm: 'sha256',
  hex: createHash('sha256').update(content).digest('hex'),
} as const

let folder: string
let path: string
let server: ScriptedServer | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dermalite-download-'))
  path = join(folder, 'nested', 'file.bin')
})

afterEach(async () => {
  await server?.close()
  server = undefined
  await rm(folder, { recursive: true, force: true })
})

async function download(handlers: Handler[], options: Partial<DownloadOptions> = {}) {
  server = await startServer(...handlers)
  await downloadFile({ url: server.url, path, backoffMilliseconds: 1, ...options })
}

const ranges = () => server!.requests.map(({ headers }) => headers.range)

describe('downloadFile', () => {
  it('stores the file under its name, without a part left over, and reports progress', async () => {
    const reports: [number, number | undefined][] = []
    await download([serve(content)], {
      checksum,
      onProgress: (...report) => reports.push(report),
    })
    expect(content.equals(await readFile(path))).toBe(true)
    expect(existsSync(`${path}.part`)).toBe(false)
    expect(reports.at(-1)).toEqual([content.length, content.length])
    expect(reports.map(([received]) => received)).toEqual(
      reports.map(([received]) => received).sort((a, b) => a - b),
    )
  })

  it('goes on from the byte at which a connection broke', async () => {
    await download([breakAfter(content, 70_000), serve(content)], { checksum })
    expect(content.equals(await readFile(path))).toBe(true)
    expect(ranges()).toEqual([undefined, 'bytes=70000-'])
    expect(server!.requests[1]!.headers['if-range']).toBe('"v1"')
  })

  it('starts afresh when the server ignores the range', async () => {
    const whole: Handler = (_, response) => void response.writeHead(200).end(content)
    await download([breakAfter(content, 70_000), whole])
    expect(content.equals(await readFile(path))).toBe(true)
  })

  it('starts afresh when the file changed between two attempts', async () => {
    const old = randomBytes(content.length)
    await download([breakAfter(old, 70_000, '"v0"'), serve(content, '"v1"')])
    expect(content.equals(await readFile(path))).toBe(true)
  })

  it('starts afresh when the server answers with another range than asked for', async () => {
    const wrongRange: Handler = (_, response) =>
      void response.writeHead(206, { 'content-range': 'bytes 5-9/200000' }).end('wrong')
    await download([breakAfter(content, 70_000), wrongRange, serve(content)], { checksum })
    expect(content.equals(await readFile(path))).toBe(true)
    expect(ranges()).toEqual([undefined, 'bytes=70000-', undefined])
  })

  it.each([408, 429, 500, 503])('asks again after %i', async (status) => {
    await download([answer(status), serve(content)])
    expect(content.equals(await readFile(path))).toBe(true)
  })

  it('stays away while Retry-After says so, and can be aborted then', async () => {
    const controller = new AbortController()
    const busy: Handler = (request, response) => {
      answer(429, { 'retry-after': '60' })(request, response)
      setTimeout(() => controller.abort(), 200)
    }
    await expect(
      download([busy, serve(content)], { signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' })
    expect(server!.requests).toHaveLength(1)
  })

  it('does not ask again after 404', async () => {
    await expect(download([answer(404), serve(content)])).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining('404'),
    })
    expect(server!.requests).toHaveLength(1)
    expect(existsSync(path)).toBe(false)
  })

  it('gives up when the retries run out, and takes the part up in the next run', async () => {
    await expect(
      download([breakAfter(content, 70_000), answer(500)], { checksum, retries: 2 }),
    ).rejects.toMatchObject({ code: 'download-failed', message: expect.stringContaining('500') })
    expect(server!.requests).toHaveLength(3)
    await server!.close()
    await download([serve(content)], { checksum })
    expect(ranges()).toEqual(['bytes=70000-'])
    expect(content.equals(await readFile(path))).toBe(true)
  })

  it('refuses content with another checksum and keeps nothing of it', async () => {
    await expect(download([serve(randomBytes(1000))], { checksum })).rejects.toMatchObject({
      code: 'checksum-mismatch',
    })
    expect(server!.requests).toHaveLength(1)
    expect(existsSync(path) || existsSync(`${path}.part`)).toBe(false)
  })

  it('throws a damaged part of an earlier run away and downloads once more', async () => {
    await expect(
      download([breakAfter(randomBytes(content.length), 70_000), answer(404)], { checksum }),
    ).rejects.toThrow()
    await server!.close()
    await download([serve(content)], { checksum })
    expect(ranges()).toEqual(['bytes=70000-', undefined])
    expect(content.equals(await readFile(path))).toBe(true)
  })

  it('accepts a part that is already whole', async () => {
    await expect(
      download([breakAfter(content, 70_000), answer(404)], { checksum }),
    ).rejects.toThrow()
    await writeFile(`${path}.part`, content)
    await server!.close()
    await download([serve(content)], { checksum })
    expect(content.equals(await readFile(path))).toBe(true)
  })

  it('never resumes an old part that no checksum can prove', async () => {
    await expect(download([breakAfter(content, 70_000), answer(404)])).rejects.toThrow()
    await server!.close()
    await download([serve(content)])
    expect(ranges()).toEqual([undefined])
    expect(content.equals(await readFile(path))).toBe(true)
  })

  it('leaves a file alone that is there with the right checksum', async () => {
    await download([serve(content)], { checksum })
    await server!.close()
    await download([answer(500)], { checksum: { ...checksum, hex: checksum.hex.toUpperCase() } })
    expect(server!.requests).toHaveLength(0)
  })

  it('stops with the reason of the signal and keeps the part', async () => {
    const controller = new AbortController()
    const stall: Handler = (_, response) => {
      response.writeHead(200, { 'content-length': content.length })
      response.write(content.subarray(0, 1000))
    }
    const reason = new Error('stopped by the user')
    await expect(
      download([stall], {
        signal: controller.signal,
        onProgress: () => setImmediate(() => controller.abort(reason)),
      }),
    ).rejects.toBe(reason)
    expect(await readFile(`${path}.part`)).toHaveLength(1000)
  })

  it('refuses an address that is none', async () => {
    await expect(downloadFile({ url: 'ftp://host/file', path })).rejects.toMatchObject({
      code: 'bad-argument',
    })
  })

  it('says which host it could not reach', async () => {
    server = await startServer(answer(200))
    const { url } = server
    await server.close()
    server = undefined
    await expect(
      downloadFile({ url, path, retries: 1, backoffMilliseconds: 1 }),
    ).rejects.toMatchObject({ code: 'download-failed', message: expect.stringContaining(url) })
  })
})
