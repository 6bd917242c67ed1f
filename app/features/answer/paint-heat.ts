import type { HeatMap } from '../../../src/explain/heat-map.ts'
import { upsample } from '../../../src/image/upsample.ts'

const SIDE = 224

/** 256 RGB triples in base64, from the build. */
declare const VIRIDIS: string
const COLOURS = Uint8Array.from(atob(VIRIDIS), (byte) => byte.charCodeAt(0))

/** Paints a heat map in viridis: transparent where there is no heat, opaque where it is strongest. */
export function paintHeat(canvas: HTMLCanvasElement, heat: HeatMap): void {
  canvas.width = SIDE
  canvas.height = SIDE
  const context = canvas.getContext('2d')!
  const image = context.createImageData(SIDE, SIDE)
  const values = upsample(heat, SIDE, SIDE)
  for (let pixel = 0; pixel < values.length; pixel++) {
    const value = Math.min(Math.max(values[pixel]!, 0), 1)
    const colour = Math.round(value * 255) * 3
    image.data[pixel * 4] = COLOURS[colour]!
    image.data[pixel * 4 + 1] = COLOURS[colour + 1]!
    image.data[pixel * 4 + 2] = COLOURS[colour + 2]!
    image.data[pixel * 4 + 3] = Math.round(Math.sqrt(value) * 255)
  }
  context.putImageData(image, 0, 0)
}
