import type { InputSpec } from '../../image/types.ts'
import { createEvalLoader } from '../../train/loader/eval-loader.ts'

/** Pictures of a batch; the last batch may have fewer. */
export const BATCH = 16

export type PictureBatch = {
  /** Of the first picture. */
  readonly start: number
  readonly count: number
  /** [count, 3, size, size], normalised. */
  readonly images: Float32Array
}

/**
 * The pictures of samples in their order, preprocessed as classification does it; the next batch is decoded while the caller is
 * at work on one.
 *
 * @throws DermaliteError what decoding throws, when the turn of its batch comes
 */
export async function* loadBatches(
  samples: readonly { readonly path: string }[],
  spec: InputSpec,
): AsyncGenerator<PictureBatch, void, undefined> {
  const loader = createEvalLoader({ samples, spec })
  const countFrom = (start: number) => Math.max(0, Math.min(BATCH, samples.length - start))
  const load = (start: number) =>
    loader.load(Array.from({ length: countFrom(start) }, (_, offset) => start + offset))
  try {
    let next = load(0)
    for (let start = 0; start < samples.length; start += BATCH) {
      const images = await next
      if (start + BATCH < samples.length) next = load(start + BATCH)
      yield { start, count: countFrom(start), images }
    }
  } finally {
    await loader.close()
  }
}
