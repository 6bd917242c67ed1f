import type { AugmentOptions } from '../../image/augment/options.ts'
import type { InputSpec } from '../../image/types.ts'
import type { PixelCache } from './cache.ts'
import { startWorker } from './worker-client.ts'

export type AugmentRequest = {
  readonly epoch: number
  readonly indices: readonly number[]
  /** A batch of the same size that nobody reads any more: its memory is used again, and it is empty from now on. */
  readonly spent?: Float32Array<ArrayBuffer> | undefined
}

export type TrainLoaderOptions = {
  readonly cache: PixelCache
  readonly spec: InputSpec
  readonly augment: AugmentOptions
  readonly seed: number
}

/** Augmented batches, made in a thread of their own while the training step runs. */
export type TrainLoader = {
  /** @returns [n, 3, S, S], the view of each index depending on seed, epoch and index alone */
  load(request: AugmentRequest): Promise<Float32Array<ArrayBuffer>>
  close(): Promise<void>
}

export function createTrainLoader(options: TrainLoaderOptions): TrainLoader {
  const worker = startWorker<AugmentRequest, Float32Array<ArrayBuffer>>(
    import.meta.url,
    'augment-worker',
    options,
  )
  return {
    load: (request) => worker.request(request, request.spent ? [request.spent.buffer] : []),
    close: () => worker.close(),
  }
}
