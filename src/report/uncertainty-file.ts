import { z } from 'zod'
import type { Estimate } from '../metrics/estimate.ts'
import { writeFileAtomic } from '../write-file.ts'
import { EVALUATED_SPLITS } from './metrics-file.ts'
import { checkResults, readJsonResults } from './results-file.ts'

const count = z.int().nonnegative()

const estimate: z.ZodType<Estimate> = z.object({
  value: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
})

const calibration = z.object({
  /** Expected calibration error in 15 bins; the same by class. */
  ece: estimate,
  classwiseEce: estimate,
  brier: estimate,
  /** Mean negative log-likelihood, nats. */
  loss: estimate,
})

const sets = z.object({
  coverage: estimate,
  /** Classes in a set. */
  size: estimate,
  /** Share of the malignant images whose set holds their class. */
  malignant: estimate,
  byClass: z.record(z.string(), estimate),
})

const bins = z.array(
  z.object({
    low: z.number(),
    high: z.number(),
    n: count,
    confidence: z.number().nullable(),
    accuracy: z.number().nullable(),
  }),
)

const measuredPrior = z.object({
  /** The class frequencies that the probabilities assume. */
  name: z.string().min(1),
  /** By which the most uncertain are deferred: the best on validation. */
  deferralScore: z.string().min(1),
  numbers: z.object({
    calibration: z.object({ before: calibration, after: calibration }),
    /** By score (the first ships) and promised coverage. */
    sets: z.record(z.string(), z.record(z.string(), sets)),
    /** By score: how well it ranks wrong answers above right ones, and the area under its risk-coverage curve. */
    doubt: z.record(z.string(), z.object({ errorAuroc: estimate, aurc: estimate })),
    /** By the share that is deferred. */
    deferral: z.record(z.string(), z.object({ balancedAccuracy: estimate, gain: estimate })),
    /** By the sensitivity on validation that the threshold of malignancy is for. */
    operatingPoints: z.record(
      z.string(),
      z.object({ sensitivity: estimate, specificity: estimate }),
    ),
  }),
  reliability: z.object({ before: bins, after: bins }),
  /** What would be measured of the calibrated answers if their probabilities were exactly right; files of old lack it. */
  consistency: z
    .object({
      calibration,
      /** Share of right answers by bin of the reliability diagram: what 95 % of draws lie in. */
      accuracy: z.array(z.tuple([z.number(), z.number()]).nullable()),
    })
    .optional(),
  /** Of malignancy, by sensitivity on validation. */
  thresholds: z.record(z.string(), z.number()),
  riskCoverage: z.record(z.string(), z.array(z.object({ coverage: z.number(), risk: z.number() }))),
})

const measuredStrangeness = z.object({
  /** The score that ships, and what it flags from. */
  score: z.string().min(1),
  threshold: z.number(),
  /** Share of the lesions of the split that are flagged. */
  flagged: estimate,
  kinds: z.array(
    z.object({
      against: z.string().min(1),
      images: count,
      /** Share of the strange pictures that are flagged. */
      flagged: estimate,
      scores: z.record(z.string(), z.object({ auroc: estimate, fpr95: estimate })),
    }),
  ),
})

const uncertaintyFileSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string().min(1),
  dataset: z.string().min(1),
  /** True when the images are drawn, not photographed. */
  synthetic: z.boolean(),
  split: z.enum(EVALUATED_SPLITS),
  images: count,
  lesions: count,
  /** Images of each class. */
  counts: z.record(z.string(), count),
  priors: z.array(measuredPrior).min(1),
  outOfDistribution: measuredStrangeness,
})

/** `uncertainty-<split>.json` of a run: whether what the model says of its own certainty holds. */
export type UncertaintyFile = z.infer<typeof uncertaintyFileSchema>
export type MeasuredPrior = z.infer<typeof measuredPrior>
export type MeasuredStrangeness = z.infer<typeof measuredStrangeness>

/** @throws DermaliteError `results-not-found`, `file-unreadable`, or `results-invalid` with the field that is wrong */
export async function readUncertainty(path: string): Promise<UncertaintyFile> {
  return checkResults(uncertaintyFileSchema, await readJsonResults(path), path)
}

export async function writeUncertainty(path: string, file: UncertaintyFile): Promise<void> {
  const checked = checkResults(uncertaintyFileSchema, file, path)
  await writeFileAtomic(path, `${JSON.stringify(checked, null, 2)}\n`)
}
