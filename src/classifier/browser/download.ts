import { DermaliteError } from '../../errors.ts'

export type DownloadOptions = {
  /** Called with the bytes that have come so far, decompressed. */
  readonly onBytes?: ((loaded: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Fetches a file of the page's own origin and reads it while it comes, counting its bytes.
 *
 * @param read gets the content as `application/wasm`, whatever the server calls it; a TypeError is how it hears of a connection
 *   that broke
 * @throws DermaliteError `download-failed`: no connection, one that broke, or the server does not have it; an `AbortError`
 *   where `signal` says so; what else `read` throws
 */
export async function download<T>(
  url: string,
  read: (response: Response) => Promise<T>,
  { onBytes, signal }: DownloadOptions = {},
): Promise<T> {
  try {
    const { ok, status, body } = await fetch(url, signal ? { signal } : {})
    if (!ok || body === null) throw downloadFailed(url, `HTTP ${status}`)
    const counted = onBytes ? body.pipeThrough(counting(onBytes)) : body
    return await read(new Response(counted, { headers: { 'Content-Type': 'application/wasm' } }))
  } catch (cause) {
    if (signal?.aborted || !(cause instanceof TypeError)) throw cause
    throw downloadFailed(url, cause.message, cause)
  }
}

/** The whole content of a file; see `download`. */
export function downloadBytes(url: string, options?: DownloadOptions): Promise<Uint8Array> {
  return download(url, async (response) => new Uint8Array(await response.arrayBuffer()), options)
}

function counting(onBytes: (loaded: number) => void): TransformStream<Uint8Array, Uint8Array> {
  let loaded = 0
  return new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength
      onBytes(loaded)
      controller.enqueue(chunk)
    },
  })
}

function downloadFailed(url: string, problem: string, cause?: unknown): DermaliteError {
  return new DermaliteError(
    'download-failed',
    `${url} could not be loaded: ${problem}`,
    'Check the connection and try again.',
    { cause },
  )
}
