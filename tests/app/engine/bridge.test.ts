import { describe, expect, it } from 'vitest'
import { createBridge } from '../../../app/engine/bridge.ts'
import type { FromWorker, ToWorker } from '../../../app/engine/protocol.ts'

/** A worker that remembers what it was told, and says what a test wants. */
function fakeWorker() {
  const events = new EventTarget()
  const told: ToWorker[] = []
  const worker = {
    postMessage: (message: ToWorker) => told.push(message),
    addEventListener: events.addEventListener.bind(events),
  } as unknown as Worker
  const say = (data: FromWorker) => events.dispatchEvent(new MessageEvent('message', { data }))
  const fail = () => events.dispatchEvent(Object.assign(new Event('error'), { message: 'no file' }))
  return { worker, told, say, fail }
}

const urls = { bundle: '/model/', wasm: '/litert/' }

describe('the bridge', () => {
  it('brings each answer to its question', async () => {
    const { worker, told, say } = fakeWorker()
    const bridge = createBridge(worker)
    const first = bridge.call('load', urls)
    const second = bridge.call('open', new Blob())
    expect(told.map(({ id }) => id)).toEqual([1, 2])
    say({ id: 2, result: 'picture' })
    say({ id: 1, result: 'info' })
    expect(await Promise.all([first, second])).toEqual(['info', 'picture'])
  })

  it('passes progress on', () => {
    const { worker, say } = fakeWorker()
    const seen: number[] = []
    void createBridge(worker).call('load', urls, { onBytes: (loaded) => seen.push(loaded) })
    say({ id: 1, loaded: 10 })
    say({ id: 1, loaded: 20 })
    expect(seen).toEqual([10, 20])
  })

  it('rejects with the code of the error', async () => {
    const { worker, say } = fakeWorker()
    const call = createBridge(worker).call('load', urls)
    say({ id: 1, error: { code: 'bundle-invalid', message: 'damaged' } })
    await expect(call).rejects.toMatchObject({ code: 'bundle-invalid', message: 'damaged' })
  })

  it('rejects at once when aborted, tells the worker, and ignores what still comes', async () => {
    const { worker, told, say } = fakeWorker()
    const controller = new AbortController()
    const call = createBridge(worker).call('open', new Blob(), { signal: controller.signal })
    controller.abort()
    await expect(call).rejects.toThrow('abort')
    expect(told.at(-1)).toEqual({ id: 1, abort: true })
    say({ id: 1, result: 'late' })
  })

  it('never asks when aborted before', async () => {
    const { worker, told } = fakeWorker()
    const call = createBridge(worker).call('load', urls, { signal: AbortSignal.abort() })
    await expect(call).rejects.toThrow('abort')
    expect(told).toEqual([])
  })

  it('rejects everything when the worker breaks', async () => {
    const { worker, fail } = fakeWorker()
    const bridge = createBridge(worker)
    const calls = [bridge.call('load', urls), bridge.call('open', new Blob())]
    fail()
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'unexpected' })
  })
})
