import { sometimes } from '../layer.ts'
import { areas } from '../layers/areas.ts'
import { network } from '../layers/network.ts'
import { pigment } from '../layers/pigment.ts'
import { type Appearance, EVEN_SKIN } from './appearance.ts'

/** Round and symmetric, fading into the skin: a white scar-like centre, a delicate network around it. */
export const df: Appearance = {
  skin: EVEN_SKIN,
  outline: {
    radius: [2.4, 4],
    elongation: [0, 0.12],
    irregularity: [0.01, 0.04],
    jaggedness: [0.1, 0.35],
    softness: [0.6, 1.5],
  },
  layers: [
    pigment({
      chromophore: 'melanin',
      amount: [0.12, 0.4],
      mottling: [0.2, 0.5],
      patchSize: [1, 2],
      centre: [-0.4, 0.4],
      slope: [0, 0.2],
    }),
    pigment({
      chromophore: 'blood',
      amount: [0.05, 0.35],
      mottling: [0.2, 0.4],
      patchSize: [1, 3],
      centre: [0, 0.8],
      slope: [0, 0.2],
    }),
    sometimes(
      0.7,
      network({
        chromophore: 'melanin',
        mesh: [0.32, 0.45],
        disorder: [0.5, 0.9],
        bending: [0.3, 0.6],
        thickness: [0.16, 0.3],
        amount: [0.12, 0.35],
        patchiness: [0.4, 0.8],
        band: [0.3, 0.6, 0.95, 1.3],
      }),
    ),
    sometimes(
      0.65,
      areas({
        count: [1, 1],
        size: [0.35, 0.65],
        depth: [0, 0.12],
        amounts: { keratin: 0.4, melanin: 0, blood: 0.25 },
        opacity: [0.4, 0.95],
        fraying: [0.3, 0.8],
      }),
    ),
  ],
}
