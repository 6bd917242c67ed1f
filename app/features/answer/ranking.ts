import type { Answer } from '../../engine/protocol.ts'

/** Classes that are cancer or its early stage. */
export const MALIGNANT: readonly string[] = ['akiec', 'bcc', 'mel']

export type Ranked = {
  readonly name: string
  readonly probability: number
  readonly likely: boolean
}

/** The classes, the most probable first; `likely` where the prediction set holds them. */
export function ranked({ probabilities, predictionSet }: Answer): Ranked[] {
  return Object.entries(probabilities)
    .map(([name, probability]) => ({
      name,
      probability,
      likely: predictionSet?.includes(name) ?? false,
    }))
    .sort((a, b) => b.probability - a.probability)
}
