import type { Manifest } from '../../classifier/index.ts'
import type { Runtime } from '../../classifier/runtime.ts'
import { preprocess } from '../../image/preprocess.ts'
import type { RgbImage } from '../../image/types.ts'
import { countProgress } from '../count-progress.ts'
import { loadBatches } from '../evaluation/load-batches.ts'

/** What a model answers, row after row. */
export type Outputs = {
  readonly count: number
  /** [N, K] */
  readonly logits: Float32Array
  /** [N, C] */
  readonly embeddings: Float32Array
}

export type Model = { readonly manifest: Manifest; readonly runtime: Runtime }

/** Logits and embeddings of picture files, under a progress bar. */
export async function collectFiles(
  label: string,
  paths: readonly string[],
  { manifest, runtime }: Model,
): Promise<Outputs> {
  const samples = paths.map((path) => ({ path }))
  const progress = countProgress(label, 'images')
  const batches: Outputs[] = []
  try {
    for await (const { start, count, images } of loadBatches(samples, manifest.input)) {
      const { logits, embedding } = await runtime.run(images, count)
      batches.push({ count, logits, embeddings: embedding })
      progress.moveTo(start + count, paths.length)
    }
  } finally {
    progress.stop()
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
