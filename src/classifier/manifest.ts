import * as z from 'zod/mini'
import { misfit, uncertaintySchema } from './uncertainty-schema.ts'

// zod/mini comes without messages; a locale that the caller has chosen stays
if (!z.config().localeError) z.config(z.locales.en())

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const channels = (value: z.ZodMiniNumber<number>) => z.tuple([value, value, value])

export const PRECISIONS = ['float32', 'int8'] as const
export type Precision = (typeof PRECISIONS)[number]

const modelFileSchema = z.object({
  path: z.string().check(z.regex(/^\w[\w.-]*$/)),
  format: z.enum(['onnx', 'tflite']),
  precision: z.enum(PRECISIONS),
  bytes: z.int().check(z.positive()),
  sha256,
})

/** Multiply-accumulates of one image, and numbers learnt. */
const costSchema = z.object({
  macs: z.int().check(z.positive()),
  parameters: z.int().check(z.positive()),
})

const pruningSchema = z.extend(costSchema, {
  /** The bundle that was pruned, by the SHA-256 of its float32 model. */
  parent: z.object({ name: z.string(), sha256 }),
  criterion: z.string(),
  /** Share of the unpruned network's multiply-accumulates that was asked for. */
  keepMacs: z.number().check(z.gt(0), z.maximum(1)),
  /** The network before anything was ever removed from it. */
  unpruned: costSchema,
})

const environmentSchema = z.object({
  node: z.string(),
  onnxRuntime: z.string(),
  platform: z.string(),
  arch: z.string(),
  processor: z.string(),
  threads: z.int().check(z.positive()),
})

const prior = z
  .array(z.number().check(z.positive()))
  .check(
    z.refine((values) => Math.abs(values.reduce((a, b) => a + b, 0) - 1) < 1e-4, 'must sum to 1'),
  )

const fieldsSchema = z.object({
  schemaVersion: z.literal(1),
  name: z.string().check(z.minLength(1)),
  architecture: z.string().check(z.minLength(1)),
  description: z.string(),
  /** True when the weights were trained on drawn lesions only, so that every surface can say so. */
  synthetic: z.boolean(),
  classes: z.array(z.string().check(z.minLength(1))).check(
    z.minLength(2),
    z.refine((names) => new Set(names).size === names.length, 'must differ'),
  ),
  input: z.object({
    size: z.int().check(z.minimum(16)),
    mean: channels(z.number()),
    std: channels(z.number().check(z.positive())),
  }),
  files: z.array(modelFileSchema).check(z.minLength(1)),
  /** Divides the logits before the softmax (Guo et al., 2017); 1 when not fitted. */
  temperature: z.number().check(z.positive()),
  /** Class prior that the logits assume, in the order of `classes`; sums to 1. */
  trainingPrior: prior,
  /** Class frequencies of the training data, in the order of `classes`; sums to 1. */
  datasetPrior: prior,
  provenance: z.object({
    dataset: z.string(),
    split: z.object({ seed: z.int(), train: z.int(), val: z.int(), test: z.int() }),
    seed: z.int(),
    commit: z.string(),
    createdAt: z.iso.datetime(),
    pretrained: z.string(),
    config: z.record(z.string(), z.unknown()),
    /** Of the data set, see `data/fingerprints/`. */
    dataSha256: z.optional(sha256),
    /** What the weights were trained on, and by what software. */
    environment: z.optional(environmentSchema),
    /** How channels were removed; left out where none were. */
    pruning: z.optional(pruningSchema),
  }),
  metrics: z.record(z.string(), z.record(z.string(), z.number())),
  /** How sure an answer is; absent until `dermalite calibrate` has fitted it. */
  uncertainty: z.optional(uncertaintySchema),
  licence: z.string(),
  attribution: z.string(),
})

/** `manifest.json` of a model bundle: everything that turns the model's outputs into an answer. */
export const manifestSchema = z.pipe(
  fieldsSchema.check(
    z.refine(
      ({ classes, trainingPrior, datasetPrior }) =>
        trainingPrior.length === classes.length && datasetPrior.length === classes.length,
      { error: 'trainingPrior and datasetPrior need one number for each class', path: ['classes'] },
    ),
    z.superRefine(({ classes, uncertainty }, context) => {
      const wrong = uncertainty && misfit(uncertainty, classes.length)
      if (wrong === undefined) return
      const message = `${wrong} has the wrong size for ${classes.length} classes`
      context.addIssue({ code: 'custom', message, path: ['uncertainty'] })
    }),
  ),
  // Statistics of a model file that was replaced say nothing about the new one.
  z.transform(({ uncertainty, ...manifest }) =>
    uncertainty && manifest.files.some(({ sha256 }) => sha256 === uncertainty.model)
      ? { ...manifest, uncertainty }
      : manifest,
  ),
)

export type Manifest = z.infer<typeof fieldsSchema>
export type ModelFile = z.infer<typeof modelFileSchema>
