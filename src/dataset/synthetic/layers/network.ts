import { cellField } from '../cells.ts'
import type { Layer } from '../layer.ts'
import { noiseField } from '../noise.ts'
import { pick, type Range } from '../range.ts'
import type { Chromophore } from '../tissue.ts'

export type NetworkStyle = {
  readonly chromophore: Chromophore
  /** Width of the meshes, millimetres. */
  readonly mesh: Range
  /** 0 a honeycomb, 1 meshes of any shape and size. */
  readonly disorder: Range
  /** How strongly the net is stretched and bent: 0 not at all, 1 into long folds. */
  readonly bending: Range
  /** Width of the lines, in meshes. */
  readonly thickness: Range
  /** What the lines hold more than the holes. */
  readonly amount: Range
  /** How uneven the lines are from place to place, 0 to 1. */
  readonly patchiness: Range
  /** Where it lies: full between the two inner depths, fading towards the outer ones; 0 the centre, 1 the border. */
  readonly band: readonly [number, number, number, number]
}

/** A net of lines: the pigment network, or vessels around the follicles of sun-damaged skin. */
export function network(style: NetworkStyle): Layer {
  return (tissue, { depth, mask }, random) => {
    const thickness = pick(random, style.thickness)
    const amount = pick(random, style.amount)
    const patchiness = pick(random, style.patchiness)
    const scale = {
      size: pick(random, style.mesh),
      disorder: pick(random, style.disorder),
      bending: pick(random, style.bending),
    }
    const { nearest, second } = cellField(tissue, scale, random, mask)
    const uneven = noiseField(tissue, { size: 1.8, octaves: 2 }, random, mask)
    const plane = tissue.planes[style.chromophore]
    for (let i = 0; i < plane.length; i++) {
      const here = mask[i]! * trapezoid(depth[i]!, style.band)
      if (here === 0) continue
      const strength = 1 + patchiness * (1.6 * uneven[i]! - 0.2)
      if (strength <= 0) continue
      const width = thickness * (1 + 0.5 * patchiness * uneven[i]!)
      const across = (second[i]! - nearest[i]!) / Math.max(0.05, width)
      const line = across >= 2 ? 0 : 1 / (1 + across * across * across * across)
      plane[i] = Math.max(0, plane[i]! + here * amount * strength * (line - 0.25))
    }
  }
}

/** 0 up to a, rising to 1 at b, 1 up to c, falling to 0 at d. */
function trapezoid(value: number, [a, b, c, d]: NetworkStyle['band']): number {
  if (value < a || value > d) return 0
  if (value < b) return (value - a) / (b - a)
  return value > c ? (d - value) / (d - c) : 1
}
