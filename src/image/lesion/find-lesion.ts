import type { Region } from '../crop.ts'
import { thumbnail } from '../thumbnail.ts'
import type { RgbImage, ScalarMap } from '../types.ts'
import { fillHoles, heaviestComponent } from './components.ts'
import { darknessMap, distanceFromCentre } from './darkness.ts'
import { type Mask, maskArea } from './mask.ts'
import { otsuMeans } from './otsu.ts'
import { borderShareOf, boxOf, contrastOf } from './shape.ts'

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
/** How fast the weight of a position falls with its squared distance from the centre. */
const CENTRE_FALLOFF = 3
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
  const favoured = new Float32Array(distance.length)
  const weight = new Float32Array(distance.length)
  for (let i = 0; i < distance.length; i++) {
    favoured[i] = darkness.data[i]! - CENTRE_ADVANTAGE * distance[i]!
    weight[i] = Math.exp(-CENTRE_FALLOFF * distance[i]!)
  }
  const candidates = darkPart({ ...darkness, data: favoured })
  if (candidates === null) return null
  const mask = fillHoles(heaviestComponent(candidates, weight))
  const contrast = contrastOf(darkness, mask)
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

/** What exceeds the level of the outline; null where all values are equal. */
function darkPart({ width, height, data }: ScalarMap): Mask | null {
  const means = otsuMeans(data)
  if (means === undefined) return null
  const level = means.low + OUTLINE_LEVEL * (means.high - means.low)
  const dark = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) if (data[i]! > level) dark[i] = 1
  return { width, height, data: dark }
}
