import type { Manifest } from '../../classifier/index.ts'
import type { Runtime } from '../../classifier/runtime.ts'
import { preprocess } from '../../image/preprocess.ts'
import type { RgbImage } from '../../image/types.ts'
import { createEvalLoader } from '../../train/loader/eval-loader.ts'
import { countProgress } from '../count-progress.ts'

/** What a model answers, row after row. */
export type Outputs = {
  readonly count: number
  /** [N, K] */
  readonly logits: Float32Array
  /** [N, C] */
  readonly embeddings: Float32Array
}

export type Model = { readonly manifest: Manifest; readonly runtime: Runtime }

const BATCH = 16

/** Logits and embeddings of picture files, under a progress bar. */
export async function collectFiles(
  label: string,
  paths: readonly string[],
  { manifest, runtime }: Model,
): Promise<Outputs> {
  const samples = paths.map((path) => ({ id: path, path, label: 0 }))
  const loader = createEvalLoader({ samples, spec: manifest.input })
  const load = (start: number) => {
    const length = Math.max(0, Math.min(BATCH, paths.length - start))
    return length > 0 ? loader.load(Array.from({ length }, (_, i) => start + i)) : undefined
  }
  const progress = countProgress(label, 'images')
  const batches: Outputs[] = []
  try {
    let next = load(0)
    for (let start = 0; start < paths.length; start += BATCH) {
      const images = await next!
      const count = Math.min(BATCH, paths.length - start)
      next = load(start + BATCH)
      const { logits, embedding } = await runtime.run(images, count)
      batches.push({ count, logits, embeddings: embedding })
      progress.moveTo(start + count, paths.length)
    }
  } finally {
    progress.stop()
    await loader.close()
  }
  return concatenate(batches)
}

/** Logits and embeddings of pictures that exist nowhere as files. */
export async function collectPictures(
  label: string,
  count: number,
  picture: (index: number) => RgbImage | Promise<RgbImage>,
  { manifest, runtime }: Model,
): Promise<Outputs> {
  const progress = countProgress(label, 'images')
  const answers: Outputs[] = []
  try {
    for (let index = 0; index < count; index++) {
      const image = preprocess(await picture(index), manifest.input)
      const { logits, embedding } = await runtime.run(image, 1)
      answers.push({ count: 1, logits, embeddings: embedding })
      progress.moveTo(index + 1, count)
    }
  } finally {
    progress.stop()
  }
  return concatenate(answers)
}

function concatenate(parts: readonly Outputs[]): Outputs {
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    logits: join(parts.map(({ logits }) => logits)),
    embeddings: join(parts.map(({ embeddings }) => embeddings)),
  }
}

function join(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
