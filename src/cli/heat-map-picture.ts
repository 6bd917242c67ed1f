import type { HeatMap } from '../explain/heat-map.ts'
import { strongestRegion } from '../explain/strongest-region.ts'
import { contactSheet } from '../image/contact-sheet.ts'
import { centreSquare } from '../image/crop.ts'
import { encodePng } from '../image/node/encode.ts'
import { type OverlayOptions, overlayHeatMap } from '../image/overlay.ts'
import { shrinkToShortSide } from '../image/shrink.ts'
import { type Stroke, strokeRings } from '../image/stroke.ts'
import type { RgbImage } from '../image/types.ts'

/** Of each half, pixels. */
const MAX_SHORT_SIDE = 512
/** Drawn for each of many pictures: time matters more than space. */
const QUICK_COMPRESSION = 1

/** White on a dark rim stands out on any skin and any colour of the map. */
const LINES: readonly Stroke[] = [
  { width: 4, colour: [20, 20, 20], opacity: 0.55 },
  { width: 1.6, colour: [255, 255, 255] },
]

/**
 * The picture on the left, and on the right the same with the heat map over what the network saw and a line around its
 * strongest region, as a PNG file. A picture whose short side exceeds 512 pixels is shrunk to that.
 */
export async function encodeHeatMapPicture(
  image: RgbImage,
  heat: HeatMap,
  options?: OverlayOptions,
): Promise<Uint8Array> {
  const shown = shrinkToShortSide(image, MAX_SHORT_SIDE)
  const pair = contactSheet([shown, explainedPicture(shown, heat, options)], { columns: 2 })
  return encodePng(pair, QUICK_COMPRESSION)
}

/** A picture under its heat map, with a line around the strongest region. */
export function explainedPicture(
  image: RgbImage,
  heat: HeatMap,
  options?: OverlayOptions,
): RgbImage {
  const painted = overlayHeatMap(image, heat, options)
  const region = strongestRegion(heat)
  if (region === null) return painted
  for (const line of LINES) strokeRings(painted, centreSquare(painted), region.rings, line)
  return painted
}
