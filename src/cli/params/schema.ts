import { z } from 'zod'
import { RANGE_METHODS } from '../../compress/quantize/ranges.ts'
import { CRITERIA } from '../../report/pruning-file.ts'
import { trainConfigSchema } from '../../train/config.ts'
import { PARTS } from '../benchmark/parts.ts'

const count = z.int().min(1)

/** How channels are removed; `keepMacs` and whatever else differs stands with the round. */
export const pruneParamsSchema = z.strictObject({
  criterion: z.enum(CRITERIA).default('taylor'),
  /** Channels are removed in so many steps. */
  steps: count.default(2),
  /** Epochs after each step but the last, and after the last. */
  fineTuneEpochs: z.int().min(0).default(1),
  finalEpochs: z.int().min(0).default(4),
  /** Side of the images between steps, pixels; left out, that of the model. */
  size: z.int().min(32).multipleOf(32).optional(),
  /** Training batches that the Taylor criterion looks at. */
  batches: count.default(32),
  /** Widths become multiples of this. */
  multiple: count.default(16),
})

export const pruningRoundSchema = pruneParamsSchema.extend({
  /** Of the bundle that it leaves; left out, the network's, as the last round has to. */
  name: z.string().min(1).optional(),
  /** Share of the multiply-accumulates to keep, of the network before any pruning. */
  keepMacs: z.number().gt(0).lt(1),
})

const networkName = z.string().regex(/^\w[\w-]*$/, 'use letters, digits and dashes')

const fields = z.record(z.string(), z.unknown())

/** What the file says of a network that is made of another one, by pruning it in rounds, each merged over `prune`. */
export const prunedNetworkSchema = z.strictObject({
  parent: networkName,
  rounds: z.array(fields).min(1),
})

const quantizeParamsSchema = z.strictObject({
  /** Training images that ranges are observed on. */
  images: count.default(256),
  /** What the 8 bits of an activation cover; `best`: what does best on validation. */
  method: z.enum([...RANGE_METHODS, 'best']).default('best'),
  equalize: z.boolean().default(true),
  correctBias: z.boolean().default(true),
  /** Quantization-aware training, so many epochs at most at this learning rate. */
  qat: z.boolean().default(false),
  epochs: count.default(3),
  learningRate: z.number().gt(0).lt(1).default(1e-5),
})

/** `params.yaml`, but for what its networks say: see `resolveNetwork`. */
export const paramsSchema = z.strictObject({
  data: z
    .strictObject({
      /** Of the data set: stands in the names of its split and its fingerprint. */
      name: z.string().min(1).default('ham10000'),
    })
    .prefault({}),
  split: z.strictObject({ seed: z.int().default(1) }).prefault({}),
  train: trainConfigSchema.prefault({}),
  /** By name: what of `train` is different, or from which network it is pruned and how. */
  networks: z.record(networkName, fields).default({}),
  prune: pruneParamsSchema.prefault({}),
  quantize: quantizeParamsSchema.prefault({}),
  calibrate: z
    .strictObject({
      /** Training images for what is known. */
      images: count.default(2000),
      /** Pictures of each unknown kind, at most. */
      oodImages: count.default(250),
    })
    .prefault({}),
  evaluate: z
    .strictObject({
      /** Bootstrap draws of lesions behind each interval. */
      resamples: z.int().min(20).default(1000),
    })
    .prefault({}),
  uncertainty: z
    .strictObject({
      /** Pictures of each unknown kind, at most. */
      oodImages: count.default(1000),
    })
    .prefault({}),
  bench: z
    .strictObject({
      parts: z
        .array(z.enum(PARTS))
        .min(1)
        .default([...PARTS]),
      /** Rounds in which every variant runs once. */
      rounds: count.default(200),
    })
    .prefault({}),
})

export type Sections = z.infer<typeof paramsSchema>
export type PruningRound = z.infer<typeof pruningRoundSchema>
