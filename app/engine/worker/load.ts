import { type Engine, loadEngine } from '../../../src/classifier/browser/index.ts'
import type { EngineInfo, EngineUrls } from '../protocol.ts'
import type { CallContext } from './serve.ts'

let loading: Promise<Engine> | undefined

export async function loadOnce(urls: EngineUrls, { onBytes }: CallContext): Promise<EngineInfo> {
  loading ??= loadEngine({ ...urls, onBytes })
  try {
    const { manifest, build, runtime } = await loading
    return { manifest, build, fullyAccelerated: runtime.fullyAccelerated }
  } catch (error) {
    loading = undefined
    throw error
  }
}

/** The engine that `loadOnce` loads. */
export async function engine(): Promise<Engine> {
  if (loading === undefined) throw new Error('the model was asked before it was loaded')
  return loading
}
