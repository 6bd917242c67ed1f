import { useMemo } from 'preact/hooks'
import type { HeatMap } from '../../../src/explain/heat-map.ts'
import { strongestRegion } from '../../../src/explain/strongest-region.ts'

export type HeatOutlineProps = { readonly heat: HeatMap; readonly opacity: number }

/** A line around the strongest region of a heat map, light on dark so that it shows on any skin. */
export function HeatOutline({ heat, opacity }: HeatOutlineProps) {
  const path = useMemo(() => outlinePath(heat), [heat])
  return (
    <svg class="heat-outline" viewBox="0 0 1 1" aria-hidden="true" style={{ opacity }}>
      <path class="halo" d={path} />
      <path d={path} />
    </svg>
  )
}

/** The rings as an SVG path across the unit square; empty where there is no evidence. */
export function outlinePath(heat: HeatMap): string {
  const rings = strongestRegion(heat)?.rings ?? []
  return rings.map(ringPath).join('')
}

function ringPath(ring: Float32Array): string {
  let path = ''
  for (let i = 0; i < ring.length; i += 2) {
    path += `${i === 0 ? 'M' : 'L'}${ring[i]!.toFixed(4)} ${ring[i + 1]!.toFixed(4)}`
  }
  return `${path}Z`
}
