import { oneOf, sometimes } from '../layer.ts'
import { areas } from '../layers/areas.ts'
import { dots } from '../layers/dots.ts'
import { flakes } from '../layers/flakes.ts'
import { pigment } from '../layers/pigment.ts'
import { vessels } from '../layers/vessels.ts'
import { type Appearance, EVEN_SKIN } from './appearance.ts'

/** No network; branching vessels in focus, blue-grey nests, dots or ulceration, pearly white areas, a pink ground. */
export const bcc: Appearance = {
  skin: EVEN_SKIN,
  outline: {
    radius: [2.2, 4],
    elongation: [0, 0.2],
    irregularity: [0.04, 0.1],
    jaggedness: [0.2, 0.6],
    softness: [0.4, 1],
  },
  layers: [
    pigment({
      chromophore: 'blood',
      amount: [0.08, 0.35],
      mottling: [0.3, 0.7],
      patchSize: [1, 3],
      centre: [-0.2, 0.3],
      slope: [0, 0.3],
    }),
    sometimes(
      0.4,
      pigment({
        chromophore: 'melanin',
        amount: [0.05, 0.2],
        mottling: [0.6, 1.2],
        patchSize: [1, 3],
        centre: [-0.4, 0.2],
        slope: [0, 0.4],
      }),
    ),
    sometimes(
      0.65,
      areas({
        count: [1, 3],
        size: [0.3, 0.7],
        depth: [0, 0.6],
        amounts: { keratin: 0.3, melanin: 0.03, blood: 0.2 },
        opacity: [0.3, 0.7],
        fraying: [0.4, 0.9],
      }),
    ),
    oneOf(
      [
        areas({
          count: [1, 2],
          size: [0.25, 0.5],
          depth: [0.1, 0.7],
          amounts: { deepMelanin: 0.6, melanin: 0.25 },
          opacity: [0.4, 0.8],
          fraying: [0.4, 0.8],
        }),
        dots({
          count: [2, 8],
          radius: [0.2, 0.5],
          depth: [0.2, 0.9],
          amounts: { deepMelanin: 0.7, melanin: 0.25 },
          opacity: [0.4, 0.8],
          softness: 0.9,
        }),
      ],
      [
        dots({
          count: [8, 30],
          radius: [0.07, 0.2],
          depth: [0, 0.9],
          amounts: { deepMelanin: 0.8, melanin: 0.35 },
          opacity: [0.4, 0.9],
          softness: 0.7,
        }),
      ],
      [
        areas({
          count: [1, 2],
          size: [0.15, 0.35],
          depth: [0, 0.5],
          amounts: { blood: 1.6, melanin: 0.9, keratin: 0 },
          opacity: [0.7, 1],
          fraying: [0.5, 1],
        }),
      ],
      [
        flakes({
          size: [0.6, 1.2],
          share: [0.05, 0.15],
          sharpness: 4,
          amounts: { keratin: 0.7 },
          opacity: [0.4, 0.8],
          reach: 0.9,
        }),
      ],
      [],
    ),
    sometimes(
      0.65,
      vessels({
        count: [2, 5],
        depth: [0.8, 1.1],
        length: [1, 2.2],
        width: [0.05, 0.12],
        winding: 0.24,
        branchings: [1, 3],
        amounts: { blood: 1.2, melanin: 0.2, keratin: 0 },
        opacity: [0.35, 0.85],
      }),
    ),
  ],
}
