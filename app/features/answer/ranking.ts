import type { Answer } from '../../engine/protocol.ts'

/** Classes that are cancer or its early stage. */
export const MALIGNANT: readonly string[] = ['akiec', 'bcc', 'mel']

export type Ranked = {
  readonly name: string
  readonly probability: number
  readonly likely: boolean
}

/** The classes, the most probable first; `likely` where the prediction set of a known picture holds them. */
export function ranked({ probabilities, predictionSet, outOfDistribution }: Answer): Ranked[] {
  const likely = outOfDistribution?.flagged ? [] : (predictionSet ?? [])
  return Object.entries(probabilities)
    .map(([name, probability]) => ({
      name,
      probability,
      likely: likely.includes(name),
    }))
    .sort((a, b) => b.probability - a.probability)
}
