import type { HeatMap } from '../explain/heat-map.ts'
import { contactSheet } from '../image/contact-sheet.ts'
import { encodePng } from '../image/node/encode.ts'
import { overlayHeatMap } from '../image/overlay.ts'
import { shrinkToShortSide } from '../image/shrink.ts'
import type { RgbImage } from '../image/types.ts'

/** Of each half, pixels. */
const MAX_SHORT_SIDE = 512
/** Drawn for each of many pictures: time matters more than space. */
const QUICK_COMPRESSION = 1

/**
 * The picture on the left, and on the right the same with the heat map over what the network saw, as a PNG file. A
 * picture whose short side exceeds 512 pixels is shrunk to that.
 */
export async function encodeHeatMapPicture(image: RgbImage, heat: HeatMap): Promise<Uint8Array> {
  const shown = shrinkToShortSide(image, MAX_SHORT_SIDE)
  const pair = contactSheet([shown, overlayHeatMap(shown, heat)], { columns: 2 })
  return encodePng(pair, QUICK_COMPRESSION)
}
