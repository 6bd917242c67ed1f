import type { Random } from '../../random.ts'
import type { AugmentOptions } from './options.ts'

const MID_GREY = 127.5
/** Luma weights of ITU-R BT.601. */
const LUMA = [0.299, 0.587, 0.114] as const

/** Brightness, contrast, saturation and white balance in one pass over interleaved RGB, in place, clamped to 0..255. */
export function jitterColour(pixels: Float32Array, options: AugmentOptions, random: Random): void {
  const factor = (range: number) => 1 + random.uniform(-range, range)
  const contrast = factor(options.contrast)
  const brightness = factor(options.brightness)
  const saturation = factor(options.saturation)
  const gains = [factor(options.gain), factor(options.gain), factor(options.gain)] as const
  const offset = MID_GREY * (1 - contrast)
  for (let i = 0; i < pixels.length; i += 3) {
    const red = pixels[i]! * gains[0] * brightness * contrast + offset
    const green = pixels[i + 1]! * gains[1] * brightness * contrast + offset
    const blue = pixels[i + 2]! * gains[2] * brightness * contrast + offset
    const luma = (LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue) * (1 - saturation)
    pixels[i] = clamp(luma + saturation * red)
    pixels[i + 1] = clamp(luma + saturation * green)
    pixels[i + 2] = clamp(luma + saturation * blue)
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value
}
