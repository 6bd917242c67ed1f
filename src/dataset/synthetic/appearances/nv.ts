import { oneOf, sometimes } from '../layer.ts'
import { areas } from '../layers/areas.ts'
import { dots } from '../layers/dots.ts'
import { network } from '../layers/network.ts'
import { pigment } from '../layers/pigment.ts'
import { type Appearance, EVEN_SKIN } from './appearance.ts'

/**
 * Symmetric and evenly brown with a border that fades: a regular network, globules, or neither; a few with a dark blotch
 * or white dots, as melanomas and keratoses have them.
 */
export const nv: Appearance = {
  skin: EVEN_SKIN,
  outline: {
    radius: [2, 4.2],
    elongation: [0, 0.22],
    irregularity: [0.01, 0.09],
    jaggedness: [0.1, 0.5],
    softness: [0.2, 0.8],
  },
  layers: [
    oneOf(
      [
        pigment({
          chromophore: 'melanin',
          amount: [0.4, 0.9],
          mottling: [0.15, 0.4],
          patchSize: [1, 2.5],
          centre: [0.2, 1],
          slope: [0, 0.15],
        }),
        network({
          chromophore: 'melanin',
          mesh: [0.34, 0.5],
          disorder: [0.5, 0.8],
          bending: [0.3, 0.5],
          thickness: [0.2, 0.35],
          amount: [0.2, 0.5],
          patchiness: [0.3, 0.6],
          band: [-1, 0, 0.7, 1.1],
        }),
      ],
      [
        pigment({
          chromophore: 'melanin',
          amount: [0.3, 0.7],
          mottling: [0.15, 0.4],
          patchSize: [1, 2.5],
          centre: [0, 0.6],
          slope: [0, 0.15],
        }),
        dots({
          count: [60, 180],
          radius: [0.08, 0.19],
          depth: [0, 0.95],
          amounts: { melanin: 1.1 },
          opacity: [0.2, 0.7],
          softness: 0.8,
        }),
      ],
      [
        pigment({
          chromophore: 'melanin',
          amount: [0.3, 0.8],
          mottling: [0.2, 0.5],
          patchSize: [1, 3],
          centre: [0.2, 0.8],
          slope: [0, 0.2],
        }),
        pigment({
          chromophore: 'blood',
          amount: [0.05, 0.4],
          mottling: [0.1, 0.3],
          patchSize: [1, 3],
          centre: [0, 0.4],
          slope: [0, 0.2],
        }),
      ],
    ),
    sometimes(
      0.2,
      areas({
        count: [1, 2],
        size: [0.2, 0.5],
        depth: [0, 0.6],
        amounts: { melanin: 1.3, deepMelanin: 0.2 },
        opacity: [0.4, 0.8],
        fraying: [0.5, 1],
      }),
    ),
    sometimes(
      0.15,
      dots({
        count: [5, 20],
        radius: [0.05, 0.15],
        depth: [0, 0.9],
        amounts: { keratin: 0.6, melanin: 0.2 },
        opacity: [0.3, 0.8],
        softness: 0.7,
      }),
    ),
  ],
}
