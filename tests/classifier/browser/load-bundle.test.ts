import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadBundle } from '../../../src/classifier/browser/load-bundle.ts'
import { DEFAULT_BUNDLE } from '../../../src/classifier/node/index.ts'

const MODEL = new TextEncoder().encode('a model for LiteRT')
const sha256 = createHash('sha256').update(MODEL).digest('hex')
const manifest = {
  ...JSON.parse(readFileSync(join(DEFAULT_BUNDLE, 'manifest.json'), 'utf8')),
  files: [
    { path: 'm.tflite', format: 'tflite', precision: 'int8', bytes: MODEL.length, sha256 },
    { path: 'm.onnx', format: 'onnx', precision: 'int8', bytes: 1, sha256 },
  ],
}

/** A server that holds these files. */
function serve(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string, { signal }: RequestInit = {}) => {
    asked.push(url)
    signal?.throwIfAborted()
    const content = files[url]
    return new Response(content as BodyInit, { status: content === undefined ? 404 : 200 })
  })
  return asked
}

const bundle = (model: Uint8Array = MODEL) => ({
  '/b/manifest.json': JSON.stringify(manifest),
  '/b/m.tflite': model,
})

afterEach(() => vi.unstubAllGlobals())

describe('a bundle in the browser', () => {
  it('is its manifest and its .tflite model, with the bytes counted as they come', async () => {
    const asked = serve(bundle())
    const counts: number[] = []
    const loaded = await loadBundle('/b/', { onBytes: (count) => counts.push(count) })
    expect(loaded.manifest.name).toBe('mobilenet-v2')
    expect(loaded.file.path).toBe('m.tflite')
    expect(loaded.model).toEqual(MODEL)
    expect(counts.at(-1)).toBe(MODEL.length)
    expect(asked).toEqual(['/b/manifest.json', '/b/m.tflite'])
  })

  it.each([
    ['a model that is not the one of the manifest', bundle(MODEL.slice(1)), 'bundle-invalid'],
    ['a manifest that is none', { ...bundle(), '/b/manifest.json': '{}' }, 'bundle-invalid'],
    [
      'a model that is missing',
      { '/b/manifest.json': bundle()['/b/manifest.json'] },
      'download-failed',
    ],
    ['a server that has nothing', {}, 'download-failed'],
  ])('is refused: %s', async (_, files, code) => {
    serve(files)
    await expect(loadBundle('/b/')).rejects.toMatchObject({ code })
  })

  it('is refused without a connection', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(loadBundle('/b/')).rejects.toMatchObject({ code: 'download-failed' })
  })

  it('is left when its loading is aborted', async () => {
    serve(bundle())
    const loading = loadBundle('/b/', { signal: AbortSignal.abort() })
    await expect(loading).rejects.toThrow('abort')
  })
})
