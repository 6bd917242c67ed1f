import type { Sample } from '../dataset/types.ts'
import { DermaliteError } from '../errors.ts'
import { createAugment, SOURCE_MARGIN } from '../image/augment/augment.ts'
import type { AugmentOptions } from '../image/augment/options.ts'
import { contactSheet } from '../image/contact-sheet.ts'
import { decodeImage } from '../image/node/decode.ts'
import { denormalise } from '../image/normalise.ts'
import { preprocess } from '../image/preprocess.ts'
import { shrinkToShortSide } from '../image/shrink.ts'
import { IMAGENET_MEAN, IMAGENET_STD, type RgbImage } from '../image/types.ts'
import { createRandom } from '../random.ts'

export type PreviewOptions = {
  /** Augmented views of each picture. */
  readonly views: number
  /** Side of the network's input, pixels. */
  readonly size: number
  readonly augment: AugmentOptions
  readonly seed: number
}

const CHOICE_STREAM = 0x63686f69
const VIEW_STREAM = 0x70726576
const MAX_PIXELS = 100_000_000

/** Some samples of each class in turn, the first class first; fewer where the set holds fewer. */
export function choosePreviewSamples(
  samples: readonly Sample[],
  count: number,
  seed: number,
): Sample[] {
  const shuffled = createRandom(CHOICE_STREAM, seed).shuffle([...samples])
  const seen = new Map<number, number>()
  const turns = shuffled.map((sample) => {
    const turn = seen.get(sample.label) ?? 0
    seen.set(sample.label, turn + 1)
    return { sample, turn }
  })
  turns.sort((a, b) => a.turn - b.turn || a.sample.label - b.sample.label)
  return turns.slice(0, count).map(({ sample }) => sample)
}

/**
 * What a network sees of pictures, a row each: the centre square as it is preprocessed to be classified, then views as
 * they are augmented to train.
 *
 * @throws DermaliteError `bad-argument`: no samples, or more than 100 megapixels of views; what `decodeImage` throws
 */
export async function previewSheet(
  samples: readonly Sample[],
  { views, size, augment: options, seed }: PreviewOptions,
): Promise<RgbImage> {
  checkPixels(samples.length * (views + 1) * size * size)
  const spec = { size, mean: IMAGENET_MEAN, std: IMAGENET_STD }
  const augment = createAugment(spec, options)
  const tiles: RgbImage[] = []
  for (const [row, { path }] of samples.entries()) {
    const image = await decodeImage(path)
    tiles.push(denormalise(preprocess(image, spec), spec))
    const source = shrinkToShortSide(image, Math.round(size * SOURCE_MARGIN))
    for (let view = 0; view < views; view++) {
      const random = createRandom(VIEW_STREAM, seed, row, view)
      tiles.push(denormalise(augment(source, random), spec))
    }
  }
  return contactSheet(tiles, { columns: views + 1 })
}

function checkPixels(pixels: number): void {
  if (pixels <= MAX_PIXELS) return
  throw new DermaliteError(
    'bad-argument',
    `the preview would have ${Math.round(pixels / 1e6)} megapixels`,
    'Show fewer images or views, or make them smaller.',
  )
}
