import type { Random } from '../../random.ts'
import { noiseField } from './noise.ts'
import type { Tissue } from './tissue.ts'

/** The light and the lens of one photograph. */
export type Camera = {
  /** Factors on red, green and blue. */
  readonly gain: readonly [number, number, number]
  /** Brightness gained from one border to the other, and its direction. */
  readonly gradient: number
  readonly gradientAngle: number
  /** Darkening towards the corners. */
  readonly vignette: number
  /** Radius of the dark tube around the picture, in half diagonals; over 1 it is not seen. */
  readonly tube: number
  /** Strength of the sensor's noise, of a range of 255. */
  readonly grain: number
}

export function drawCamera(random: Random): Camera {
  const exposure = random.uniform(0.92, 1.08)
  return {
    gain: [
      exposure * random.uniform(0.95, 1.05),
      exposure * random.uniform(0.95, 1.05),
      exposure * random.uniform(0.9, 1.05),
    ],
    gradient: random.uniform(0, 0.12),
    gradientAngle: random.uniform(0, 2 * Math.PI),
    vignette: random.uniform(0, 0.22),
    tube: random.chance(0.12) ? random.uniform(0.82, 0.98) : 2,
    grain: random.uniform(1, 3.5),
  }
}

/** How much light reaches each pixel, 0 to about 1. */
export function lightField({ width, height }: Tissue, camera: Camera): Float32Array {
  const light = new Float32Array(width * height)
  const half = Math.hypot(width, height) / 2
  const across = (camera.gradient * Math.cos(camera.gradientAngle)) / half
  const down = (camera.gradient * Math.sin(camera.gradientAngle)) / half
  for (let row = 0, index = 0; row < height; row++) {
    const y = row + 0.5 - height / 2
    for (let column = 0; column < width; column++, index++) {
      const x = column + 0.5 - width / 2
      const distance = Math.sqrt(x * x + y * y) / half
      const inTube = Math.min(1, Math.max(0, (camera.tube - distance) / 0.05 + 0.5))
      const falloff = 1 - camera.vignette * distance * distance
      light[index] = (1 + across * x + down * y) * falloff * (0.06 + 0.94 * inTube)
    }
  }
  return light
}

/** The sensor's noise of each pixel, in steps of a range of 255. */
export function grainField(tissue: Tissue, { grain }: Camera, random: Random): Float32Array {
  const scale = { size: tissue.projection.pitch * 1.7, octaves: 1 }
  return noiseField(tissue, scale, random).map((value) => value * grain)
}
