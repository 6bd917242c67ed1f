import { centreSquare } from '../image/crop.ts'
import type { Mask } from '../image/lesion/mask.ts'
import { upsample } from '../image/upsample.ts'
import type { HeatMap } from './heat-map.ts'

/**
 * The share of the evidence that lies inside a lesion: what `proportion` measures in the energy-based pointing game
 * (Wang et al., Score-CAM, 2020, section 4.3), of the heat map enlarged to the mask by bilinear interpolation.
 *
 * @param heat covers the centre square of the picture
 * @returns 0 to 1; null where there is no evidence at all
 */
export function evidenceInside(heat: HeatMap, mask: Mask): number | null {
  const { left, top, width, height } = centreSquare(mask)
  const smooth = upsample(heat, width, height)
  let [inside, all] = [0, 0]
  for (let row = 0; row < height; row++) {
    const start = (top + row) * mask.width + left
    for (let column = 0; column < width; column++) {
      const value = smooth[row * width + column]!
      all += value
      if (mask.data[start + column]) inside += value
    }
  }
  return all > 0 ? inside / all : null
}
