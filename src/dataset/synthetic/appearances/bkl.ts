import { sometimes } from '../layer.ts'
import { dots } from '../layers/dots.ts'
import { flakes } from '../layers/flakes.ts'
import { network } from '../layers/network.ts'
import { pigment } from '../layers/pigment.ts'
import { type Appearance, EVEN_SKIN } from './appearance.ts'

/** Stuck on: a sharp border, brown ridges, milia-like cysts (white dots) and comedo-like openings (dark dots). */
export const bkl: Appearance = {
  skin: EVEN_SKIN,
  outline: {
    radius: [2.2, 4.6],
    elongation: [0, 0.3],
    irregularity: [0.03, 0.14],
    jaggedness: [0.15, 0.4],
    softness: [0.1, 0.4],
  },
  layers: [
    pigment({
      chromophore: 'melanin',
      amount: [0.25, 0.8],
      mottling: [0.2, 0.6],
      patchSize: [0.8, 2.5],
      centre: [-0.5, 0.3],
      slope: [0, 0.3],
    }),
    sometimes(
      0.5,
      network({
        chromophore: 'melanin',
        mesh: [0.45, 0.8],
        disorder: [0.8, 1],
        bending: [0.7, 1.1],
        thickness: [0.2, 0.4],
        amount: [0.2, 0.5],
        patchiness: [0.5, 1],
        band: [-1, 0, 0.9, 1.1],
      }),
    ),
    sometimes(
      0.6,
      dots({
        count: [10, 50],
        radius: [0.05, 0.17],
        depth: [0, 0.92],
        amounts: { keratin: 0.65, melanin: 0.2 },
        opacity: [0.3, 0.9],
        softness: 0.7,
      }),
    ),
    sometimes(
      0.6,
      dots({
        count: [2, 16],
        radius: [0.06, 0.18],
        depth: [0, 0.9],
        amounts: { melanin: 1.7, keratin: 0 },
        opacity: [0.4, 0.9],
        softness: 0.7,
      }),
    ),
    sometimes(
      0.3,
      flakes({
        size: [0.5, 0.9],
        share: [0.05, 0.15],
        sharpness: 6,
        amounts: { keratin: 0.8 },
        opacity: [0.4, 0.8],
        reach: 0.95,
      }),
    ),
  ],
}
