import { z } from 'zod'
import type { Manifest } from '../../classifier/index.ts'
import { temperPrior } from '../../train/prior.ts'
import type { LabelSmoothing } from '../../uncertainty/label-smoothing.ts'
import { logOdds } from '../../uncertainty/prior.ts'

const smoothedTraining = z.object({
  labelSmoothing: z.number().gt(0).lt(1),
  samplerPower: z.number(),
})

/** How the labels that a model learned from were smoothed; undefined where they were not, or where its manifest does not say. */
export function smoothingOf({
  trainingPrior,
  datasetPrior,
  provenance,
}: Pick<Manifest, 'trainingPrior' | 'datasetPrior' | 'provenance'>): LabelSmoothing | undefined {
  const config = smoothedTraining.safeParse(provenance.config)
  if (!config.success) return undefined
  const { labelSmoothing, samplerPower } = config.data
  const odds = logOdds(temperPrior(datasetPrior, samplerPower), trainingPrior)
  return { share: labelSmoothing, odds }
}
