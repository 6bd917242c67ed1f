import { UNKNOWN } from '../../dataset/attributes.ts'
import type { Sample } from '../../dataset/types.ts'
import { findLesion } from '../../image/lesion/find-lesion.ts'
import { decodeImage } from '../../image/node/decode.ts'
import { measureSkinTone, skinToneOf } from '../../image/skin-tone.ts'
import { mapOrdered } from '../../map-ordered.ts'
import { countProgress } from '../count-progress.ts'

const CONCURRENCY = 4

/** The skin tone around the lesion of each sample, under a progress bar; `unknown` where no skin is seen. */
export async function skinTones(samples: readonly Sample[]): Promise<string[]> {
  const progress = countProgress('measuring skin', 'images')
  const tones: string[] = []
  const measure = async ({ path }: Sample) => {
    const image = await decodeImage(path)
    return measureSkinTone(image, findLesion(image))
  }
  try {
    for await (const angle of mapOrdered(samples, CONCURRENCY, measure)) {
      tones.push(angle === null ? UNKNOWN : skinToneOf(angle))
      progress.moveTo(tones.length, samples.length)
    }
  } finally {
    progress.stop()
  }
  return tones
}
