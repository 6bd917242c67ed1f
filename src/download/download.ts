import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout } from 'node:timers/promises'
import pRetry from 'p-retry'
import { DermaliteError } from '../errors.ts'
import { type Checksum, matchesChecksum, requireChecksum } from './checksum.ts'
import { isTransientStatus, parseContentRange, parseRetryAfter, rangeValidator } from './http.ts'

export type DownloadOptions = {
  /** http or https */
  readonly url: string
  /** Where the finished file goes; `<path>.part` holds it until then. */
  readonly path: string
  readonly checksum?: Checksum | undefined
  /** Attempts after the first one; 5 by default. */
  readonly retries?: number | undefined
  /** Wait before the first retry, doubled with each further one; 1000 by default. */
  readonly backoffMilliseconds?: number | undefined
  /** Bytes of the file so far, and of the whole file if the server says. */
  readonly onProgress?: ((received: number, total: number | undefined) => void) | undefined
  /** Aborting rejects with the signal's reason and keeps the part. */
  readonly signal?: AbortSignal | undefined
}

const MAX_RETRY_AFTER = 5 * 60_000

/**
 * Downloads a file, whole or not at all. A broken transfer goes on where it stopped if the server can (and starts afresh if
 * it cannot, or if the file changed meanwhile); a busy or failing server is asked again, when it says or with doubling
 * pauses. A part left by an earlier run is taken up only where a checksum can tell that it belongs to this file. A file
 * that is already there with the right checksum is left alone.
 *
 * @throws DermaliteError `download-failed` when the server refuses or retries run out (the part stays for the next try),
 * `checksum-mismatch` when the content is not the expected one, `bad-argument` for an address that is none
 */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const { url, path, checksum } = options
  requireHttp(url)
  if (checksum && existsSync(path) && (await matchesChecksum(path, checksum))) return
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.part`
  if (!checksum) await rm(part, { force: true })
  const leftover = await sizeOf(part)
  await completePart(part, options)
  if (checksum) {
    try {
      await requireChecksum(part, checksum, url)
    } catch (error) {
      await rm(part)
      if (leftover > 0) return downloadFile(options)
      throw error
    }
  }
  await rename(part, path)
}

async function completePart(part: string, options: DownloadOptions): Promise<void> {
  const { retries = 5, backoffMilliseconds = 1000, signal } = options
  let validator: string | undefined
  const attempt = async () => {
    const offset = await sizeOf(part)
    const response = await request(options, offset, validator)
    validator = rangeValidator(response.headers)
    await receive(response, part, offset, options)
  }
  await pRetry(attempt, {
    retries,
    minTimeout: backoffMilliseconds,
    ...(signal && { signal }),
    shouldRetry: ({ error }) => isTransient(error),
    async onFailedAttempt({ error, retriesLeft }) {
      if (retriesLeft === 0 || !(error.cause instanceof Response)) return
      const pause = parseRetryAfter(error.cause.headers.get('retry-after'), Date.now())
      await setTimeout(Math.min(pause, MAX_RETRY_AFTER), undefined, signal && { signal })
    },
  })
}

async function request(
  { url, signal }: DownloadOptions,
  offset: number,
  validator: string | undefined,
): Promise<Response> {
  const headers = {
    'accept-encoding': 'identity',
    'user-agent': 'dermalite',
    ...(offset > 0 && { range: `bytes=${offset}-` }),
    ...(offset > 0 && validator !== undefined && { 'if-range': validator }),
  }
  return fetch(url, { headers, ...(signal && { signal }) }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw failed(url, 'the server cannot be reached', cause)
  })
}

/** Appends the answer to the part, or writes it anew when the server sends the file from its start. */
async function receive(
  response: Response,
  part: string,
  offset: number,
  { url, onProgress, signal }: DownloadOptions,
): Promise<void> {
  const range = parseContentRange(response.headers.get('content-range'))
  const resumed = response.status === 206 && range.start === offset
  if (!resumed && response.status !== 200) {
    await response.body?.cancel()
    if (response.status === 416 && range.total === offset) return
    if (response.status === 206 || response.status === 416) await rm(part, { force: true })
    throw failed(url, `the server answered ${response.status} ${response.statusText}`, response)
  }
  const total = resumed ? range.total : contentLength(response)
  let received = resumed ? offset : 0
  const file = await open(part, resumed ? 'a' : 'w')
  try {
    for await (const chunk of bodyOf(response)) {
      await file.writeFile(chunk)
      received += chunk.length
      onProgress?.(received, total)
    }
  } catch (cause) {
    signal?.throwIfAborted()
    if (!(cause instanceof TypeError)) throw cause
    throw failed(url, `the connection broke after ${received} bytes`, cause)
  } finally {
    await file.close()
  }
  if (total !== undefined && received !== total) {
    throw failed(url, `${received} bytes came instead of ${total}`, response)
  }
}

function bodyOf(response: Response): AsyncIterable<Uint8Array> {
  return (response.body ?? new Blob().stream()) as ReadableStream<Uint8Array>
}

function isTransient(error: Error): boolean {
  const { cause } = error
  return cause instanceof Response ? isTransientStatus(cause.status) : cause instanceof TypeError
}

/** The length of the body; unknown as well where the server compressed it although it was asked not to. */
function contentLength({ headers }: Response): number | undefined {
  const length = headers.get('content-length')
  return length === null || headers.has('content-encoding') ? undefined : Number(length)
}

async function sizeOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0
}

function requireHttp(url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return
  throw new DermaliteError(
    'bad-argument',
    `"${url}" is no http or https address`,
    'Pass a complete address that starts with https://.',
  )
}

function failed(url: string, reason: string, cause: unknown): DermaliteError {
  return new DermaliteError(
    'download-failed',
    `${url} could not be downloaded: ${reason}`,
    'Check the address and the connection and try again; what has come so far is kept.',
    { cause },
  )
}
