import { z } from 'zod'
import { writeFileAtomic } from '../write-file.ts'
import { EVALUATED_SPLITS } from './metrics-file.ts'
import { checkResults, readJsonResults } from './results-file.ts'

const count = z.int().nonnegative()
const interval = z.tuple([z.number(), z.number()])

/** A mean over images with its 95 % bootstrap interval over lesions. */
const meanSchema = z.object({ mean: z.number(), interval })

/** The same, and what it is more than for the centred blob on the same images; null for the blob itself. */
const comparedSchema = meanSchema.extend({
  overBlob: z.object({ difference: z.number(), interval }).nullable(),
})

/** How a map was made; `layer` is null for those that ask no network. */
const subject = { method: z.string().min(1), layer: z.string().min(1).nullable() }

const localisedSchema = z.object({
  ...subject,
  /** Share of the evidence inside the lesion. */
  inside: comparedSchema,
  /** Share of the images whose strongest place lies on the lesion. */
  pointing: comparedSchema,
})

const localisationSchema = z.object({
  images: count,
  /** Mean share of what the network sees that the lesions cover: what even evidence would have inside. */
  lesionShare: z.number().min(0).max(1),
  methods: z.array(localisedSchema).min(1),
})

const faithfulSchema = z.object({
  ...subject,
  /** Areas under the curves of the class's probability: deletion is better when low, insertion when high. */
  deletion: comparedSchema,
  insertion: comparedSchema,
  /** Mean probability of the class with its most and its least relevant parts removed, and the difference: better when high. */
  roadMostRelevant: comparedSchema,
  roadLeastRelevant: comparedSchema,
  roadGap: comparedSchema,
})

const evaluationSchema = z.object({
  createdAt: z.iso.datetime(),
  seed: z.int(),
  /** The free heat map against Grad-CAM by automatic differentiation, float32. */
  exactness: z.object({ images: count, maxDifference: z.number().nonnegative() }),
  /** The heat maps of the int8 weights against those of the float32 weights, of the float answer; null without int8. */
  precision: z
    .object({ images: count, correlation: meanSchema, fifthPercentile: z.number() })
    .nullable(),
  /** Rank correlation of the maps before and after weights were drawn anew, from the classifier down. */
  randomisation: z.object({
    images: count,
    stages: z.array(z.object({ block: z.string().min(1), similarity: meanSchema })).min(1),
    /** Of the maps of different images by the trained network: what maps have in common anyway. */
    unrelated: meanSchema,
  }),
  /** Against the lesion masks; null for data without any. */
  localisation: z
    .object({
      /** On every image of the split, of the weights that `classify` takes. */
      all: localisationSchema,
      sample: localisationSchema,
    })
    .nullable(),
  faithfulness: z.object({
    images: count,
    /** Side of a cell that is removed or shown at once, pixels. */
    cell: count,
    steps: count,
    roadShares: z.array(z.number()),
    scoreCamChannels: count,
    methods: z.array(faithfulSchema).min(1),
  }),
})

export const explanationsFileSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string().min(1),
  dataset: z.string().min(1),
  /** True when the images are drawn, not photographed. */
  synthetic: z.boolean(),
  evaluations: z.partialRecord(z.enum(EVALUATED_SPLITS), evaluationSchema),
})

/** `explanations.json` of a run: how far its heat maps can be trusted. */
export type ExplanationsFile = z.infer<typeof explanationsFileSchema>
export type ExplanationEvaluation = z.infer<typeof evaluationSchema>
export type Mean = z.infer<typeof meanSchema>
export type ComparedMean = z.infer<typeof comparedSchema>
export type Localisation = z.infer<typeof localisationSchema>
export type FaithfulMethod = z.infer<typeof faithfulSchema>

/** @throws DermaliteError `results-not-found`, `file-unreadable`, or `results-invalid` with the field that is wrong */
export async function readExplanations(path: string): Promise<ExplanationsFile> {
  return checkResults(explanationsFileSchema, await readJsonResults(path), path)
}

export async function writeExplanations(path: string, file: ExplanationsFile): Promise<void> {
  const checked = checkResults(explanationsFileSchema, file, path)
  await writeFileAtomic(path, `${JSON.stringify(checked, null, 2)}\n`)
}
