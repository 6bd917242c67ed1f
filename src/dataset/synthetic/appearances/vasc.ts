import { oneOf, sometimes } from '../layer.ts'
import { areas } from '../layers/areas.ts'
import { halo } from '../layers/halo.ts'
import { lacunae } from '../layers/lacunae.ts'
import { pigment } from '../layers/pigment.ts'
import { type Appearance, EVEN_SKIN } from './appearance.ts'

/** Lacunae of red, purple or blue-black, well bounded, often in reddened skin; no brown. */
export const vasc: Appearance = {
  skin: EVEN_SKIN,
  outline: {
    radius: [1.3, 3.2],
    elongation: [0, 0.25],
    irregularity: [0.02, 0.1],
    jaggedness: [0.15, 0.4],
    softness: [0.15, 0.4],
  },
  layers: [
    sometimes(0.5, halo({ chromophore: 'blood', amount: [0.1, 0.3], reach: [1.5, 2.2] })),
    pigment({
      chromophore: 'blood',
      amount: [0.4, 1.1],
      mottling: [0.2, 0.4],
      patchSize: [1, 2],
      centre: [0, 0.4],
      slope: [0, 0.2],
    }),
    oneOf(
      [
        lacunae({
          size: [0.5, 1.1],
          disorder: [0.7, 1],
          filled: [0.7, 1],
          amounts: { blood: 1.5, melanin: 0.35 },
          variety: 0.5,
        }),
      ],
      [
        lacunae({
          size: [0.5, 0.9],
          disorder: [0.7, 1],
          filled: [0.7, 1],
          amounts: { blood: 1.6 },
          variety: 0.5,
        }),
      ],
      [
        lacunae({
          size: [0.4, 0.8],
          disorder: [0.7, 1],
          filled: [0.8, 1],
          amounts: { blood: 1.3, deepMelanin: 0.5 },
          variety: 0.5,
        }),
      ],
      [],
    ),
    sometimes(
      0.4,
      areas({
        count: [1, 2],
        size: [0.3, 0.7],
        depth: [0, 0.5],
        amounts: { blood: 1.6, deepMelanin: 0.8 },
        opacity: [0.4, 0.9],
        fraying: [0.4, 0.9],
      }),
    ),
    sometimes(
      0.25,
      areas({
        count: [1, 2],
        size: [0.3, 0.6],
        depth: [0, 0.5],
        amounts: { keratin: 0.3, blood: 0.5 },
        opacity: [0.3, 0.6],
        fraying: [0.4, 0.9],
      }),
    ),
  ],
}
