import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const loadLiteRt = vi.fn()
vi.mock('@litertjs/core', () => ({ supportsFeature: async () => true, loadLiteRt }))

await fetch('data:,') // Node's own fetch is WebAssembly too, and starts before any instance is made to fail

/** An empty module of WebAssembly. */
const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)

type Emscripten = {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): void
}

/** LiteRT's script: it waits until it is handed an instance, and never hears of one that failed. */
const script = () =>
  new Promise((resolve) => {
    const { Module } = globalThis as unknown as { Module: Emscripten }
    Module.instantiateWasm({}, (instance) => resolve({ instance }))
  })

/** A file that comes until `broken`, where the connection is lost. */
const answer = (broken = false) =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(WASM)
        if (broken) controller.error(new TypeError('network error'))
        else controller.close()
      },
    }),
  )

let startLiteRt: typeof import('../../../src/classifier/browser/litert.ts').startLiteRt
beforeEach(async () => {
  vi.resetModules()
  ;({ startLiteRt } = await import('../../../src/classifier/browser/litert.ts'))
  loadLiteRt.mockImplementation(script)
  vi.stubGlobal('fetch', async () => answer())
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('LiteRT', () => {
  it('starts once, for everyone who asks', async () => {
    const [first, second] = await Promise.all([startLiteRt('/litert/'), startLiteRt('/litert/')])
    expect(first.build).toBe('simd')
    expect(second).toBe(first)
    expect(loadLiteRt.mock.calls).toEqual([['/litert/litert_wasm_internal.js']])
  })

  it('that finds no memory says so', async () => {
    vi.spyOn(WebAssembly, 'instantiate').mockRejectedValue(new RangeError('out of memory'))
    await expect(startLiteRt('/litert/')).rejects.toMatchObject({
      code: 'runtime-unavailable',
      message: expect.stringContaining('out of memory'),
    })
  })

  it.each([
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['is lost while it loads', async () => answer(true)],
    ['does not have it', async () => new Response(null, { status: 404 })],
  ])('is not loaded where the server %s, and may be tried again', async (_, broken) => {
    vi.stubGlobal('fetch', broken)
    const onBytes = vi.fn()
    const failed = { code: 'download-failed' }
    await expect(startLiteRt('/litert/', { onBytes })).rejects.toMatchObject(failed)
    await expect(startLiteRt('/litert/')).rejects.toMatchObject(failed)
    vi.stubGlobal('fetch', async () => answer())
    await startLiteRt('/litert/')
  })

  it('that is no WebAssembly does not start', async () => {
    vi.stubGlobal('fetch', async () => new Response('<h1>Please log in</h1>'))
    const started = startLiteRt('/litert/')
    await expect(started).rejects.toMatchObject({ code: 'runtime-unavailable' })
  })

  it('starts for whoever stays when the one who began leaves', async () => {
    vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit = {}) => {
      signal?.throwIfAborted()
      return answer()
    })
    const controller = new AbortController()
    const left = startLiteRt('/litert/', { signal: controller.signal })
    const stayed = startLiteRt('/litert/')
    controller.abort()
    await expect(left).rejects.toThrow('abort')
    expect((await stayed).build).toBe('simd')
  })
})
