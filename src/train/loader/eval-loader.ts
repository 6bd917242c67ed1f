import type { InputSpec } from '../../image/types.ts'
import { startWorker } from './worker-client.ts'

export type EvalLoaderOptions = {
  readonly samples: readonly { readonly path: string }[]
  readonly spec: InputSpec
}

/** Batches decoded and preprocessed exactly as classification does it, in a thread of their own. */
export type EvalLoader = {
  /** @returns [n, 3, S, S] */
  load(indices: readonly number[]): Promise<Float32Array>
  close(): Promise<void>
}

export function createEvalLoader({ samples, spec }: EvalLoaderOptions): EvalLoader {
  const worker = startWorker<readonly number[], Float32Array>(
    import.meta.url,
    'preprocess-worker',
    {
      paths: samples.map(({ path }) => path),
      spec,
    },
  )
  return { load: (indices) => worker.request(indices), close: () => worker.close() }
}
