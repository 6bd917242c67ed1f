import { beforeEach, describe, expect, it, vi } from 'vitest'

const decodePicture = vi.fn()
vi.mock('../../../../src/classifier/browser/index.ts', () => ({
  decodePicture,
  readPixels: () => ({ width: 8, height: 8, data: new Uint8Array(8 * 8 * 3).fill(200) }),
}))
vi.stubGlobal('createImageBitmap', async () => ({ width: 8, height: 8, close() {} }))

/** A picture whose decoding ends when a test says so. */
function slowPicture() {
  const bitmap = { width: 8, height: 8, close: vi.fn() }
  const { promise, end } = deferred(bitmap)
  decodePicture.mockReturnValueOnce(promise)
  return { bitmap, end }
}

function deferred<Value>(value: Value) {
  let end = () => {}
  const promise = new Promise<Value>((resolve) => {
    end = () => resolve(value)
  })
  return { promise, end }
}

describe('the picture that the worker holds', () => {
  let open: typeof import('../../../../app/engine/worker/open.ts')
  beforeEach(async () => {
    vi.resetModules()
    open = await import('../../../../app/engine/worker/open.ts')
  })

  it('is the one that was opened last', async () => {
    const [first, second] = [slowPicture(), slowPicture()]
    for (const { end } of [first, second]) {
      end()
      await open.openPicture(new Blob(), new AbortController())
    }
    expect(open.openedPicture()).toBe(second.bitmap)
    expect(first.bitmap.close).toHaveBeenCalled()
    expect(second.bitmap.close).not.toHaveBeenCalled()
  })

  it('is not one that was given up, however late it is decoded', async () => {
    const [slow, quick] = [slowPicture(), slowPicture()]
    const controller = new AbortController()
    const opening = open.openPicture(new Blob(), controller)
    controller.abort()
    quick.end()
    await open.openPicture(new Blob(), new AbortController())
    slow.end()
    await expect(opening).rejects.toThrow('abort')
    expect(open.openedPicture()).toBe(quick.bitmap)
    expect(quick.bitmap.close).not.toHaveBeenCalled()
    expect(slow.bitmap.close).toHaveBeenCalled()
  })

  it('stays where the next one cannot be read', async () => {
    const good = slowPicture()
    good.end()
    await open.openPicture(new Blob(), new AbortController())
    decodePicture.mockRejectedValueOnce(new Error('no picture'))
    const opening = open.openPicture(new Blob(), new AbortController())
    await expect(opening).rejects.toThrow('no picture')
    expect(open.openedPicture()).toBe(good.bitmap)
  })
})
