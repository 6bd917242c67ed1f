import type { Amounts, Chromophore, Tissue } from './tissue.ts'

/** Amounts to paint with, beside the planes that they go to. */
export type Ink = readonly { readonly plane: Float32Array; readonly amount: number }[]

export function createInk({ planes }: Tissue, amounts: Amounts): Ink {
  const entries = Object.entries(amounts) as [Chromophore, number][]
  return entries.map(([chromophore, amount]) => ({ plane: planes[chromophore], amount }))
}

/**
 * Brings a pixel towards the ink: a coverage of 0 changes nothing, of 1 replaces what was there; chromophores that the ink
 * does not name stay.
 *
 * @param strength multiplies the amounts
 */
export function mix(ink: Ink, index: number, coverage: number, strength = 1): void {
  for (const { plane, amount } of ink) {
    plane[index]! += coverage * (amount * strength - plane[index]!)
  }
}
