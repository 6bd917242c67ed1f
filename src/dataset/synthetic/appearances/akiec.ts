import { sometimes } from '../layer.ts'
import { dots } from '../layers/dots.ts'
import { flakes } from '../layers/flakes.ts'
import { halo } from '../layers/halo.ts'
import { network } from '../layers/network.ts'
import { pigment } from '../layers/pigment.ts'
import { type Appearance, SUN_DAMAGED_SKIN } from './appearance.ts'

/** Pink-red pseudonetwork around pale follicle openings, white to yellow scale, a blurred border, sun-damaged skin. */
export const akiec: Appearance = {
  skin: SUN_DAMAGED_SKIN,
  outline: {
    radius: [2.2, 4.4],
    elongation: [0, 0.2],
    irregularity: [0.05, 0.12],
    jaggedness: [0.3, 0.7],
    softness: [0.4, 1.2],
  },
  layers: [
    halo({ chromophore: 'blood', amount: [0.05, 0.2], reach: [1.4, 1.9] }),
    pigment({
      chromophore: 'blood',
      amount: [0.12, 0.35],
      mottling: [0.4, 0.9],
      patchSize: [1, 2.5],
      centre: [0, 0.3],
      slope: [0, 0.3],
    }),
    pigment({
      chromophore: 'melanin',
      amount: [0.05, 0.35],
      mottling: [0.6, 1.4],
      patchSize: [1.5, 3],
      centre: [-0.3, 0.3],
      slope: [0, 0.5],
    }),
    sometimes(
      0.7,
      network({
        chromophore: 'blood',
        mesh: [0.5, 0.8],
        disorder: [0.6, 1],
        bending: [0.3, 0.6],
        thickness: [0.3, 0.5],
        amount: [0.2, 0.5],
        patchiness: [0.4, 0.9],
        band: [-1, 0, 0.8, 1.2],
      }),
    ),
    sometimes(
      0.7,
      dots({
        count: [20, 70],
        radius: [0.08, 0.2],
        depth: [0, 0.95],
        amounts: { keratin: 0.55, melanin: 0.2, blood: 0.15 },
        opacity: [0.2, 0.7],
        softness: 0.8,
      }),
    ),
    sometimes(
      0.6,
      flakes({
        size: [0.6, 1.4],
        share: [0.08, 0.25],
        sharpness: 4,
        amounts: { keratin: 0.8 },
        opacity: [0.4, 0.85],
        reach: 0.95,
      }),
    ),
  ],
}
