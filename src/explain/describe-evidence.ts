import { centreSquare } from '../image/crop.ts'
import type { Mask } from '../image/lesion/mask.ts'
import { upsample } from '../image/upsample.ts'
import { evidenceInside } from './evidence-inside.ts'
import type { HeatMap } from './heat-map.ts'

/** Where most of the evidence lies, as the picture is seen; `spread`: nowhere in particular; `none`: there is none. */
export type EvidencePosition =
  | 'centre'
  | 'upper'
  | 'lower'
  | 'left'
  | 'right'
  | 'upper-left'
  | 'upper-right'
  | 'lower-left'
  | 'lower-right'
  | 'spread'
  | 'none'

/** Plain data beside the sentence, so that another language can say it too. */
export type EvidenceDescription = {
  readonly position: EvidencePosition
  /** What the position refers to. */
  readonly within: 'lesion' | 'picture'
  /** Share of the evidence inside the lesion, 0 to 1; null without a lesion or without evidence. */
  readonly insideLesion: number | null
  /** One English sentence. */
  readonly sentence: string
}

export type DescribeOptions = {
  /** Covers the whole picture; null where no lesion was found. */
  readonly lesion: Mask | null
  /** What the evidence speaks for, such as `melanoma`. */
  readonly className: string
}

/** The evidence lies to one side when so much of it does. */
const MOST = 2 / 3
/** The middle of a lesion in standard deviations, of which an ellipse measures 2 from its centre to its edge. */
const LESION_MIDDLE = 0.8
/** The middle of the picture, in shares of the centre square. */
const PICTURE_MIDDLE = 1 / 3
const GRID = 28

/** Says in words where the evidence of a heat map lies: what a person sees on the overlay, for one who cannot see it. */
export function describeEvidence(
  heat: HeatMap,
  { lesion, className }: DescribeOptions,
): EvidenceDescription {
  const extent = (lesion && lesionExtent(lesion)) ?? PICTURE_EXTENT
  const within = extent === PICTURE_EXTENT ? 'picture' : 'lesion'
  const position = positionOf(heat, extent)
  const insideLesion = lesion && within === 'lesion' ? evidenceInside(heat, lesion) : null
  const sentence = sentenceOf({ position, within, insideLesion, className })
  return { position, within, insideLesion, sentence }
}

/** A centre, and the half axes of the ellipse around it that counts as the middle; in shares of the centre square. */
type Extent = {
  readonly x: number
  readonly y: number
  readonly middleX: number
  readonly middleY: number
}

const PICTURE_EXTENT: Extent = { x: 0.5, y: 0.5, middleX: PICTURE_MIDDLE, middleY: PICTURE_MIDDLE }

/** The first and second moments of a mask; undefined where nothing of it lies in the centre square. */
function lesionExtent(mask: Mask): Extent | undefined {
  const { left, top, width, height } = centreSquare(mask)
  let [count, sumX, sumY, sumXX, sumYY] = [0, 0, 0, 0, 0]
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (!mask.data[(top + row) * mask.width + left + column]) continue
      const [x, y] = [(column + 0.5) / width, (row + 0.5) / height]
      count++
      sumX += x
      sumY += y
      sumXX += x * x
      sumYY += y * y
    }
  }
  if (count === 0) return undefined
  const [x, y] = [sumX / count, sumY / count]
  const middle = (squares: number, mean: number, side: number) =>
    LESION_MIDDLE * Math.max(Math.sqrt(Math.max(0, squares / count - mean * mean)), 0.5 / side)
  return { x, y, middleX: middle(sumXX, x, width), middleY: middle(sumYY, y, height) }
}

function positionOf(heat: HeatMap, extent: Extent): EvidencePosition {
  const smooth = upsample(heat, GRID, GRID)
  let [all, left, upper, middle] = [0, 0, 0, 0]
  for (let at = 0; at < smooth.length; at++) {
    const value = smooth[at]!
    const x = (((at % GRID) + 0.5) / GRID - extent.x) / extent.middleX
    const y = ((Math.floor(at / GRID) + 0.5) / GRID - extent.y) / extent.middleY
    all += value
    if (x < 0) left += value
    if (y < 0) upper += value
    if (x * x + y * y < 1) middle += value
  }
  if (all === 0) return 'none'
  if (middle >= all / 2) return 'centre'
  const vertical = sideOf(upper / all, 'upper', 'lower')
  const horizontal = sideOf(left / all, 'left', 'right')
  if (vertical && horizontal) return `${vertical}-${horizontal}`
  return vertical ?? horizontal ?? 'spread'
}

function sideOf<First extends string, Second extends string>(
  share: number,
  first: First,
  second: Second,
): First | Second | undefined {
  if (share >= MOST) return first
  return share <= 1 - MOST ? second : undefined
}

function sentenceOf({
  position,
  within,
  insideLesion,
  className,
}: Omit<EvidenceDescription, 'sentence'> & { className: string }): string {
  if (position === 'none') {
    return `No place in the picture raised the score of ${className}, which does not rule it out.`
  }
  const evidence = `What speaks for ${className} lies`
  if (insideLesion === null) {
    return `${evidence} ${PLACES[position]} the ${within}; no lesion was found to compare it with.`
  }
  const percent = `${Math.round(insideLesion * 100)} %`
  if (insideLesion < 0.5) {
    return `${evidence} mostly outside the lesion${ASIDE[position]}; only ${percent} of it is inside.`
  }
  return `${evidence} ${PLACES[position]} the lesion; ${percent} of it is inside.`
}

const PLACES: Readonly<Record<Exclude<EvidencePosition, 'none'>, string>> = {
  centre: 'mostly in the middle of',
  upper: 'mostly in the upper part of',
  lower: 'mostly in the lower part of',
  left: 'mostly in the left part of',
  right: 'mostly in the right part of',
  'upper-left': 'mostly in the upper left of',
  'upper-right': 'mostly in the upper right of',
  'lower-left': 'mostly in the lower left of',
  'lower-right': 'mostly in the lower right of',
  spread: 'all over',
}

const ASIDE: Readonly<Record<Exclude<EvidencePosition, 'none'>, string>> = {
  centre: '',
  upper: ', above its centre',
  lower: ', below its centre',
  left: ', left of its centre',
  right: ', right of its centre',
  'upper-left': ', towards its upper left',
  'upper-right': ', towards its upper right',
  'lower-left': ', towards its lower left',
  'lower-right': ', towards its lower right',
  spread: ', all around it',
}
