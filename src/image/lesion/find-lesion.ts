import type { Region } from '../crop.ts'
import { thumbnail } from '../thumbnail.ts'
import type { RgbImage } from '../types.ts'
import { borderPositions, fillHoles, heaviestComponent } from './components.ts'
import { darknessMap, distanceFromCentre } from './darkness.ts'
import { type Mask, maskArea } from './mask.ts'
import { otsuMeans } from './otsu.ts'

/** A lesion as it is seen in a picture. */
export type Lesion = {
  /** Of the whole picture, its long side at most 64 positions. */
  readonly mask: Mask
  /** The pixels of the picture that just hold it. */
  readonly box: Region
  /** Share of the picture that it covers, 0 to 1. */
  readonly area: number
  readonly touchesBorder: boolean
  /** Share of the picture's border that it covers, 0 to 1. */
  readonly borderShare: number
  /** How much darker it is than the skin around it, 0 to 255. */
  readonly contrast: number
}

const LONG_SIDE = 64
/** How much darker a position at the middle of a side must be than the centre to count the same, of 255. */
const CENTRE_ADVANTAGE = 20
/** Where the outline runs between the mean of the skin, 0, and of the lesion, 1: outside the middle, as people draw it. */
const OUTLINE_LEVEL = 0.35
/** A smaller difference from the skin, of 255, or a smaller share of the picture is no lesion. */
const MIN_CONTRAST = 10
const MIN_AREA = 0.003

/**
 * Finds the lesion in a dermatoscope image: what is darker than the skin, most of all in blue, where melanin and blood
 * absorb, and near the centre. The parts are separated by Otsu's threshold on a picture of 64 positions, thin hairs
 * taken out; the one that weighs most around the centre is taken, with its holes filled.
 *
 * @returns null where nothing stands out from the skin
 */
export function findLesion(image: RgbImage): Lesion | null {
  const small = thumbnail(image, LONG_SIDE)
  const darkness = darknessMap(small)
  const distance = distanceFromCentre(small)
  const favoured = darkness.data.map((value, i) => value - CENTRE_ADVANTAGE * distance[i]!)
  const means = otsuMeans(favoured)
  if (means === undefined) return null
  const level = means.low + OUTLINE_LEVEL * (means.high - means.low)
  const { width, height } = small
  const candidates = { width, height, data: Uint8Array.from(favoured, (v) => (v > level ? 1 : 0)) }
  const weight = distance.map((squared) => Math.exp(-3 * squared))
  const mask = fillHoles(heaviestComponent(candidates, weight))
  const contrast = contrastOf(darkness.data, mask)
  const area = maskArea(mask) / mask.data.length
  if (contrast < MIN_CONTRAST || area < MIN_AREA) return null
  const borderShare = borderShareOf(mask)
  return {
    mask,
    box: boxOf(mask, image),
    area,
    touchesBorder: borderShare > 0,
    borderShare,
    contrast,
  }
}

function contrastOf(darkness: Float32Array, { data }: Mask): number {
  let [inside, outside, count] = [0, 0, 0]
  for (let i = 0; i < data.length; i++) {
    count += data[i]!
    if (data[i] === 1) inside += darkness[i]!
    else outside += darkness[i]!
  }
  if (count === 0 || count === data.length) return 0
  return inside / count - outside / (data.length - count)
}

function borderShareOf(mask: Mask): number {
  let [covered, count] = [0, 0]
  for (const i of borderPositions(mask)) {
    covered += mask.data[i]!
    count += 1
  }
  return covered / count
}

/** The pixels of the picture that the positions inside the mask cover. */
function boxOf({ width, height, data }: Mask, image: RgbImage): Region {
  let [left, right, top, bottom] = [width, 0, height, 0]
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue
    const x = i % width
    const y = (i - x) / width
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
  }
  const toPixels = (position: number, size: number, pixels: number) =>
    Math.round((position * pixels) / size)
  const [x, y] = [toPixels(left, width, image.width), toPixels(top, height, image.height)]
  return {
    left: x,
    top: y,
    width: toPixels(right, width, image.width) - x,
    height: toPixels(bottom, height, image.height) - y,
  }
}
