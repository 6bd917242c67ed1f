import { cellField } from '../cells.ts'
import { createInk, mix } from '../ink.ts'
import type { Layer } from '../layer.ts'
import { pick, type Range } from '../range.ts'
import type { Amounts } from '../tissue.ts'

export type LacunaeStyle = {
  /** Distance between neighbours, millimetres. */
  readonly size: Range
  /** 0 even, 1 of any shape. */
  readonly disorder: Range
  /** Share of the lacunae that hold blood. */
  readonly filled: Range
  readonly amounts: Amounts
  /** How much lacunae differ from each other, 0 to 1. */
  readonly variety: number
}

const BENDING = 0.4

/** Packed pools of blood with pale septa between them. */
export function lacunae(style: LacunaeStyle): Layer {
  return (tissue, { mask }, random) => {
    const ink = createInk(tissue, style.amounts)
    const scale = {
      size: pick(random, style.size),
      disorder: pick(random, style.disorder),
      bending: BENDING,
    }
    const filled = pick(random, style.filled)
    const { nearest, second, shade } = cellField(tissue, scale, random, mask)
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0 || shade[i]! > filled) continue
      const inside = Math.min((second[i]! - nearest[i]!) * 3, (0.6 - nearest[i]!) * 5)
      if (inside <= 0) continue
      const coverage = mask[i]! * Math.min(1, inside) * 0.9
      const strength = 1 - style.variety * (shade[i]! / filled)
      mix(ink, i, coverage, strength)
    }
  }
}
