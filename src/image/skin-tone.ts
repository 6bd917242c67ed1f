import { toLab } from './lab.ts'
import type { Lesion } from './lesion/find-lesion.ts'
import { thumbnail } from './thumbnail.ts'
import type { RgbImage } from './types.ts'

/** Skin colours by their individual typology angle, lightest first, with the smallest angle (degrees) of each. */
export const SKIN_TONES = [
  ['very light', 55],
  ['light', 41],
  ['intermediate', 28],
  ['tan', 10],
  ['brown', -30],
  ['dark', Number.NEGATIVE_INFINITY],
] as const

export type SkinTone = (typeof SKIN_TONES)[number][0]

const LONG_SIDE = 64
/** Positions between the lesion and the skin that is measured. */
const MARGIN = 3
/** Darker is the tube of a dermatoscope or a hair, brighter is glare: lightness L*. */
const SKIN_LIGHTNESS = [20, 97] as const
/** Share of the picture that must be skin. */
const MIN_SKIN = 0.03

/**
 * The colour of the skin around a lesion: individual typology angle, `atan((L* - 50) / b*)`, of the median L* and b*
 * along the border of the picture, away from the lesion (Chardon, Cretois & Hourseau, Skin colour typology and suntanning
 * pathways, 1991; six categories by Del Bino & Bernerd, 2013). A camera that is not colour calibrated, the light and the
 * pressure of the dermatoscope shift it: it tells groups of pictures apart rather than people.
 *
 * @returns the angle, -90 to 90 degrees; null where the lesion leaves no skin to measure, or the light is so blue that the
 *   skin is not yellow (b* up to 0)
 */
export function measureSkinTone(image: RgbImage, lesion: Lesion | null): number | null {
  const { width, height, lightness, b } = toLab(thumbnail(image, LONG_SIDE))
  const band = Math.round(Math.min(width, height) / 6)
  const [lights, yellows]: [number[], number[]] = [[], []]
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const inner = x >= band && y >= band && x < width - band && y < height - band
      const skin = lightness[i]! > SKIN_LIGHTNESS[0] && lightness[i]! < SKIN_LIGHTNESS[1]
      if (inner || !skin || isNear(lesion, x, y)) continue
      lights.push(lightness[i]!)
      yellows.push(b[i]!)
    }
  }
  if (lights.length < MIN_SKIN * width * height) return null
  const [light, yellow] = [median(lights), median(yellows)]
  return yellow > 0 ? (Math.atan2(light - 50, yellow) * 180) / Math.PI : null
}

/** The category of an angle in degrees. */
export function skinToneOf(angle: number): SkinTone {
  return SKIN_TONES.find(([, smallest]) => angle > smallest)![0]
}

/** Whether the lesion comes within the margin of a position; its mask has the same size as the thumbnail. */
function isNear(lesion: Lesion | null, x: number, y: number): boolean {
  if (lesion === null) return false
  const { width, height, data } = lesion.mask
  for (let row = Math.max(0, y - MARGIN); row <= Math.min(height - 1, y + MARGIN); row++) {
    for (
      let column = Math.max(0, x - MARGIN);
      column <= Math.min(width - 1, x + MARGIN);
      column++
    ) {
      if (data[row * width + column] === 1) return true
    }
  }
  return false
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}
