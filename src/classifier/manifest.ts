import { z } from 'zod'
import { misfit, uncertaintySchema } from './uncertainty-schema.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const channels = (value: z.ZodNumber) => z.tuple([value, value, value])

export const PRECISIONS = ['float32', 'int8'] as const
export type Precision = (typeof PRECISIONS)[number]

const modelFileSchema = z.object({
  path: z.string().regex(/^\w[\w.-]*$/),
  format: z.enum(['onnx', 'tflite']),
  precision: z.enum(PRECISIONS),
  bytes: z.int().positive(),
  sha256,
})

/** Multiply-accumulates of one image, and numbers learnt. */
const costSchema = z.object({ macs: z.int().positive(), parameters: z.int().positive() })

const pruningSchema = costSchema.extend({
  /** The bundle that was pruned, by the SHA-256 of its float32 model. */
  parent: z.object({ name: z.string(), sha256 }),
  criterion: z.string(),
  /** Share of the unpruned network's multiply-accumulates that was asked for. */
  keepMacs: z.number().gt(0).max(1),
  /** The network before anything was ever removed from it. */
  unpruned: costSchema,
})

const environmentSchema = z.object({
  node: z.string(),
  onnxRuntime: z.string(),
  platform: z.string(),
  arch: z.string(),
  processor: z.string(),
  threads: z.int().positive(),
})

const prior = z
  .array(z.number().positive())
  .refine((values) => Math.abs(values.reduce((a, b) => a + b, 0) - 1) < 1e-4, 'must sum to 1')

const fieldsSchema = z.object({
  schemaVersion: z.literal(1),
  name: z.string().min(1),
  architecture: z.string().min(1),
  description: z.string(),
  /** True when the weights were trained on drawn lesions only, so that every surface can say so. */
  synthetic: z.boolean(),
  classes: z
    .array(z.string().min(1))
    .min(2)
    .refine((names) => new Set(names).size === names.length, 'must differ'),
  input: z.object({
    size: z.int().min(16),
    mean: channels(z.number()),
    std: channels(z.number().positive()),
  }),
  files: z.array(modelFileSchema).min(1),
  /** Divides the logits before the softmax (Guo et al., 2017); 1 when not fitted. */
  temperature: z.number().positive(),
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
    dataSha256: sha256.optional(),
    /** What the weights were trained on, and by what software. */
    environment: environmentSchema.optional(),
    /** How channels were removed; left out where none were. */
    pruning: pruningSchema.optional(),
  }),
  metrics: z.record(z.string(), z.record(z.string(), z.number())),
  /** How sure an answer is; absent until `dermalite calibrate` has fitted it. */
  uncertainty: uncertaintySchema.optional(),
  licence: z.string(),
  attribution: z.string(),
})

/** `manifest.json` of a model bundle: everything that turns the model's outputs into an answer. */
export const manifestSchema = fieldsSchema
  .refine(
    ({ classes, trainingPrior, datasetPrior }) =>
      trainingPrior.length === classes.length && datasetPrior.length === classes.length,
    { error: 'trainingPrior and datasetPrior need one number for each class', path: ['classes'] },
  )
  .superRefine(({ classes, uncertainty }, context) => {
    const wrong = uncertainty && misfit(uncertainty, classes.length)
    if (wrong === undefined) return
    const message = `${wrong} has the wrong size for ${classes.length} classes`
    context.addIssue({ code: 'custom', message, path: ['uncertainty'] })
  })
  // Statistics of a model file that was replaced say nothing about the new one.
  .transform(({ uncertainty, ...manifest }) =>
    uncertainty && manifest.files.some(({ sha256 }) => sha256 === uncertainty.model)
      ? { ...manifest, uncertainty }
      : manifest,
  )

export type Manifest = z.infer<typeof fieldsSchema>
export type ModelFile = z.infer<typeof modelFileSchema>
