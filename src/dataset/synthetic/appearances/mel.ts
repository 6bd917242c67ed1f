import { oneOf, sometimes } from '../layer.ts'
import { areas } from '../layers/areas.ts'
import { dots } from '../layers/dots.ts'
import { network } from '../layers/network.ts'
import { pigment } from '../layers/pigment.ts'
import { streaks } from '../layers/streaks.ts'
import { type Appearance, EVEN_SKIN } from './appearance.ts'

/**
 * Asymmetric, of several colours: an irregular network, dark blotches, a blue-white veil, white regression, irregular dots,
 * streaks or pseudopods, a jagged border.
 */
export const mel: Appearance = {
  skin: EVEN_SKIN,
  outline: {
    radius: [2.4, 4.4],
    elongation: [0, 0.3],
    irregularity: [0.03, 0.15],
    jaggedness: [0.15, 0.5],
    softness: [0.2, 0.6],
  },
  layers: [
    pigment({
      chromophore: 'melanin',
      amount: [0.5, 1.1],
      mottling: [0.3, 0.7],
      patchSize: [1.2, 3],
      centre: [-0.2, 0.8],
      slope: [0.2, 0.7],
    }),
    pigment({
      chromophore: 'deepMelanin',
      amount: [0, 0.3],
      mottling: [0.5, 1],
      patchSize: [1.5, 3],
      centre: [0, 1],
      slope: [0.2, 0.8],
    }),
    sometimes(
      0.7,
      network({
        chromophore: 'melanin',
        mesh: [0.38, 0.65],
        disorder: [0.8, 1],
        bending: [0.4, 0.8],
        thickness: [0.2, 0.4],
        amount: [0.15, 0.45],
        patchiness: [0.7, 1],
        band: [-1, 0, 0.9, 1.2],
      }),
    ),
    sometimes(
      0.75,
      areas({
        count: [1, 3],
        size: [0.25, 0.6],
        depth: [0.1, 0.7],
        amounts: { melanin: 1.5, blood: 0.3, deepMelanin: 0.4 },
        opacity: [0.5, 0.95],
        fraying: [0.6, 1.1],
      }),
    ),
    sometimes(
      0.5,
      areas({
        count: [1, 2],
        size: [0.3, 0.6],
        depth: [0, 0.6],
        amounts: { deepMelanin: 0.7, melanin: 0.4, keratin: 0.15 },
        opacity: [0.4, 0.85],
        fraying: [0.6, 1.1],
      }),
    ),
    sometimes(
      0.35,
      areas({
        count: [1, 2],
        size: [0.2, 0.45],
        depth: [0.2, 0.8],
        amounts: { keratin: 0.3, melanin: 0.15, blood: 0.4 },
        opacity: [0.4, 0.8],
        fraying: [0.6, 1.1],
      }),
    ),
    sometimes(
      0.7,
      dots({
        count: [4, 30],
        radius: [0.05, 0.17],
        depth: [0.3, 1],
        amounts: { melanin: 1.8, deepMelanin: 0.5 },
        opacity: [0.4, 0.9],
        softness: 0.6,
      }),
    ),
    sometimes(
      0.5,
      oneOf(
        [
          streaks({
            count: [14, 40],
            arc: [0.3, 0.8],
            length: [0.02, 0.12],
            width: [0.08, 0.16],
            melanin: [0.8, 1.5],
            bulb: [0, 0],
          }),
        ],
        [
          streaks({
            count: [8, 20],
            arc: [0.2, 0.5],
            length: [0, 0.08],
            width: [0.08, 0.14],
            melanin: [0.9, 1.6],
            bulb: [0.9, 1.4],
          }),
        ],
      ),
    ),
  ],
}
