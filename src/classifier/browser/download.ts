import { DermaliteError } from '../../errors.ts'

export type DownloadOptions = {
  /** Called with the bytes that have come so far, decompressed. */
  readonly onBytes?: ((loaded: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Fetches a file of the page's own origin, counting its bytes while they come.
 *
 * @param type the media type that the answer shall have, whatever the server calls it
 * @throws DermaliteError `download-failed`: no connection, or the server does not have it; an `AbortError` where `signal`
 *   says so
 */
export async function download(
  url: string,
  type: string,
  { onBytes, signal }: DownloadOptions = {},
): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, signal ? { signal } : {})
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw downloadFailed(url, (cause as Error).message, cause)
  }
  if (!response.ok || response.body === null) throw downloadFailed(url, `HTTP ${response.status}`)
  const body = onBytes ? response.body.pipeThrough(counting(onBytes)) : response.body
  return new Response(body, { headers: { 'Content-Type': type } })
}

/** The whole content of a file; see `download`. */
export async function downloadBytes(url: string, options?: DownloadOptions): Promise<Uint8Array> {
  const response = await download(url, 'application/octet-stream', options)
  try {
    return new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    if (options?.signal?.aborted) throw cause
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
