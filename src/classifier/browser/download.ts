import { DermaliteError } from '../../errors.ts'

export type DownloadOptions = {
  /** Called with the bytes that have come so far, decompressed. */
  readonly onBytes?: ((loaded: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Fetches the whole content of a file of the page's own origin, counting its bytes while they come.
 *
 * @throws DermaliteError `download-failed`: no connection, one that broke, or the server does not have it; an `AbortError`
 *   where `signal` says so
 */
export async function downloadBytes(
  url: string,
  { onBytes, signal }: DownloadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { ok, status, body } = await fetch(url, signal ? { signal } : {})
    if (!ok || body === null) throw downloadFailed(url, `HTTP ${status}`)
    const counted = onBytes ? body.pipeThrough(counting(onBytes)) : body
    return new Uint8Array(await new Response(counted).arrayBuffer())
  } catch (cause) {
    if (signal?.aborted || cause instanceof DermaliteError) throw cause
    throw downloadFailed(url, (cause as Error).message, cause)
  }
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
