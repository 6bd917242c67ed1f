import type { Layer } from '../layer.ts'
import type { SkinStyle } from '../layers/skin.ts'
import type { OutlineStyle } from '../outline.ts'

/** What the lesions of a class have in common. */
export type Appearance = {
  readonly skin: SkinStyle
  readonly outline: OutlineStyle
  /** From bottom to top. */
  readonly layers: readonly Layer[]
}

export const EVEN_SKIN: SkinStyle = {
  melanin: [0.04, 0.18],
  blood: [0.12, 0.3],
  flush: [0.15, 0.4],
  freckles: [0, 0.5],
}
export const SUN_DAMAGED_SKIN: SkinStyle = {
  melanin: [0.06, 0.18],
  blood: [0.15, 0.34],
  flush: [0.2, 0.5],
  freckles: [0.6, 2],
}
