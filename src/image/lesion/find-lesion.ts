import type { Region } from '../crop.ts'
import { thumbnail } from '../thumbnail.ts'
import type { RgbImage, ScalarMap } from '../types.ts'
import { fillHoles, heaviestComponent } from './components.ts'
import { centreWeights, darknessMap, distanceFromCentre } from './darkness.ts'
import { type Mask, maskArea } from './mask.ts'
import { otsuMeans } from './otsu.ts'
import { borderShareOf, boxOf, contrastOf, oneSidedCut } from './shape.ts'

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
  /** How much more of its outline one side of the picture cuts off than the opposite one: `oneSidedCut`. */
  readonly cut: number
  /** How much darker it is than the skin around it, 0 to 255. */
  readonly contrast: number
}

const LONG_SIDE = 64
/**
 * How much darker a position at the middle of a side must be than the centre to count the same, of 255. What is tiny is
 * lost under that; it is looked for without it.
 */
const CENTRE_ADVANTAGES = [20, 0]
/** How fast the weight of a position falls with its squared distance from the centre. */
const CENTRE_FALLOFF = 3
/** Where the outline runs between the mean of the skin, 0, and of the lesion, 1: outside the middle, as people draw it. */
const OUTLINE_LEVEL = 0.35
/** A smaller difference from the skin, of 255, or a smaller share of the picture is no lesion. */
const MIN_CONTRAST = 6
const MIN_AREA = 0.003
/** Nor is what is this pale and yet covers this much: light that falls off over bare skin. */
const PALE = { contrast: 14, area: 0.5 }
/** What is looked for a second time. */
const TINY = { contrast: 20, area: 0.1 }

/**
 * Finds the lesion in a dermatoscope image: what is darker than the skin, most of all in blue, where melanin and blood
 * absorb, and near the centre. The parts are separated by Otsu's threshold on a picture of 64 positions, thin hairs
 * taken out; the one that weighs most around the centre is taken, with its holes filled.
 *
 * @returns null where nothing stands out from the skin
 */
export function findLesion(image: RgbImage): Lesion | null {
  const darkness = darknessMap(thumbnail(image, LONG_SIDE))
  const distance = distanceFromCentre(darkness)
  for (const advantage of CENTRE_ADVANTAGES) {
    const lesion = describe(segment(darkness, distance, advantage), darkness, image)
    if (lesion !== null && (advantage > 0 || isTiny(lesion))) return lesion
  }
  return null
}

/** The dark part around the centre, a position at the middle of a side `advantage` brighter than it is. */
function segment(darkness: ScalarMap, distance: Float32Array, advantage: number): Mask {
  const favoured = new Float32Array(distance.length)
  for (let i = 0; i < distance.length; i++) {
    favoured[i] = darkness.data[i]! - advantage * distance[i]!
  }
  const candidates = darkPart({ ...darkness, data: favoured })
  return fillHoles(heaviestComponent(candidates, centreWeights(darkness, CENTRE_FALLOFF)))
}

function isTiny({ contrast, area }: Lesion): boolean {
  return contrast > TINY.contrast && area < TINY.area
}

function describe(mask: Mask, darkness: ScalarMap, image: RgbImage): Lesion | null {
  const contrast = contrastOf(darkness, mask)
  const area = maskArea(mask) / mask.data.length
  if (contrast < MIN_CONTRAST || area < MIN_AREA) return null
  if (contrast < PALE.contrast && area > PALE.area) return null
  const borderShare = borderShareOf(mask)
  return {
    mask,
    box: boxOf(mask, image),
    area,
    touchesBorder: borderShare > 0,
    borderShare,
    cut: oneSidedCut(mask),
    contrast,
  }
}

/** What exceeds the level of the outline; nothing where all values are equal. */
function darkPart({ width, height, data }: ScalarMap): Mask {
  const dark = new Uint8Array(data.length)
  const means = otsuMeans(data)
  if (means === undefined) return { width, height, data: dark }
  const level = means.low + OUTLINE_LEVEL * (means.high - means.low)
  for (let i = 0; i < data.length; i++) if (data[i]! > level) dark[i] = 1
  return { width, height, data: dark }
}
