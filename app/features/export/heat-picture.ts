import type { HeatMap } from '../../../src/explain/heat-map.ts'
import { canvasJpeg, SQUARE_SIDE as SIDE } from '../answer/draw-square.ts'
import { outlinePath } from '../answer/heat-outline.tsx'
import { START_OPACITY } from '../answer/heat-view.tsx'
import { paintHeat } from '../answer/paint-heat.ts'

const LINES = [
  { colour: '#000000a6', width: 8 },
  { colour: '#fff', width: 3 },
] as const

/** A picture with a heat map over it, as the screen shows them. */
export async function heatPicture(photo: Blob, heat: HeatMap): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const context = canvas.getContext('2d')!
  const bitmap = await createImageBitmap(photo)
  context.drawImage(bitmap, 0, 0, SIDE, SIDE)
  bitmap.close()

  const overlay = document.createElement('canvas')
  paintHeat(overlay, heat)
  context.globalAlpha = START_OPACITY
  context.drawImage(overlay, 0, 0, SIDE, SIDE)
  context.globalAlpha = 1

  const outline = new Path2D()
  outline.addPath(new Path2D(outlinePath(heat)), new DOMMatrix().scale(SIDE))
  for (const { colour, width } of LINES) {
    context.strokeStyle = colour
    context.lineWidth = width
    context.stroke(outline)
  }
  return canvasJpeg(canvas)
}
