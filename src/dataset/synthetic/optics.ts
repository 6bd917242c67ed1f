import type { RgbImage } from '../../image/types.ts'
import type { Camera } from './camera.ts'
import type { Tissue } from './tissue.ts'

type Rgb = readonly [number, number, number]

/** Skin without any chromophore, 0 to 255. */
const DERMIS: Rgb = [246, 240, 238]
/** Absorbance in red, green and blue of one unit, which is a density of 1 in green. */
const MELANIN: Rgb = [0.48, 1, 1.2]
const BLOOD: Rgb = [0.34, 1, 0.6]
const DEEP_MELANIN: Rgb = [1.15, 1, 0.78]
/** What fully opaque keratin looks like, 0 to 255. */
const KERATIN: Rgb = [238, 222, 200]

/**
 * The colour of tissue: light is absorbed exponentially by the chromophores (Tsumura et al., Image-based skin color and
 * texture analysis/synthesis by extracting hemoglobin and melanin information in the skin, 2003); keratin lies above.
 *
 * @param light how much light reaches each pixel
 * @param grain what noise adds to each pixel, of a range of 255
 */
export function photograph(
  { width, height, planes }: Tissue,
  { gain }: Camera,
  light: Float32Array,
  grain: Float32Array,
): RgbImage {
  const { melanin, blood, deepMelanin, keratin } = planes
  const data = new Uint8ClampedArray(width * height * 3)
  for (let i = 0, at = 0; i < light.length; i++) {
    for (let channel = 0; channel < 3; channel++, at++) {
      const density =
        melanin[i]! * MELANIN[channel]! +
        blood[i]! * BLOOD[channel]! +
        deepMelanin[i]! * DEEP_MELANIN[channel]!
      const under = DERMIS[channel]! * Math.exp(-density)
      const colour = under + keratin[i]! * (KERATIN[channel]! - under)
      data[at] = colour * light[i]! * gain[channel]! + grain[i]!
    }
  }
  return { width, height, data }
}
