import { drawOutline, type Outline } from '../../../src/dataset/synthetic/outline.ts'
import {
  type Chromophore,
  createTissue,
  type Tissue,
} from '../../../src/dataset/synthetic/tissue.ts'
import { createRandom } from '../../../src/random.ts'

/** Ten pixels a millimetre, 10 mm each way, without any chromophore; a round lesion of 3 mm radius in the middle. */
export function skinPatch(): { tissue: Tissue; outline: Outline } {
  const tissue = createTissue(100, 100, { field: 10, angle: 0, offsetX: 0, offsetY: 0 })
  const style = {
    radius: [3, 3],
    elongation: [0, 0],
    irregularity: [0, 0],
    jaggedness: [0, 0],
    softness: [0.1, 0.1],
  } as const
  return { tissue, outline: drawOutline(tissue, style, createRandom(1)) }
}

export const total = (plane: Float32Array): number => plane.reduce((sum, value) => sum + value, 0)

/** Mean amount between two distances from the centre, millimetres. */
export function meanBetween(
  { x, y, planes }: Tissue,
  chromophore: Chromophore,
  inner: number,
  outer: number,
): number {
  const ring = planes[chromophore].filter((_, i) => {
    const distance = Math.hypot(x[i]!, y[i]!)
    return distance >= inner && distance < outer
  })
  return total(ring) / ring.length
}

/** Largest amount farther than a distance from the centre, millimetres. */
export function peakBeyond(
  { x, y, planes }: Tissue,
  chromophore: Chromophore,
  distance: number,
): number {
  return planes[chromophore].reduce(
    (peak, amount, i) => (Math.hypot(x[i]!, y[i]!) > distance ? Math.max(peak, amount) : peak),
    0,
  )
}
