import { z } from 'zod'
import { DermaliteError } from '../../errors.ts'
import { CRITERIA } from '../../report/pruning-file.ts'
import { type TrainConfig, trainConfigSchema } from '../../train/config.ts'
import { override } from '../params/read.ts'
import type { Cost, PrunableModel } from './prunable-model.ts'

/** Everything that decides what a pruning run does, beside the model and the data. */
export const pruningSettingsSchema = z.strictObject({
  /** SHA-256 of the float32 model that is pruned. */
  parent: z.string(),
  criterion: z.enum(CRITERIA),
  /** Share of the unpruned network's multiply-accumulates to keep. */
  keepMacs: z.number().gt(0).lt(1),
  steps: z.int().min(1),
  /** Epochs after each step but the last, and after the last. */
  fineTuneEpochs: z.int().min(0),
  finalEpochs: z.int().min(0),
  /** Side of the images between steps, pixels; the last epochs are at the size of the model. */
  size: z.int().min(32).multipleOf(32),
  /** Training batches that Taylor importance is the mean of. */
  batches: z.int().min(1),
  /** Widths become multiples of this. */
  multiple: z.int().min(1),
  /** How weights are trained after each step, but for sizes, epochs and the seed. */
  train: trainConfigSchema,
})

export type PruningSettings = z.infer<typeof pruningSettingsSchema>

/** What happens in one step. */
export type StepPlan = {
  /** Multiply-accumulates that may remain. */
  readonly macs: number
  readonly epochs: number
  /** Of the epochs that follow; the seed differs from step to step, or each would see the same batches again. */
  readonly config: TrainConfig
}

/** What the command line says of the settings. */
export type PruningChoices = Omit<PruningSettings, 'parent' | 'size' | 'train'> & {
  readonly size?: number
  /** Assignments such as `train.learningRate=0.0001`. */
  readonly set: readonly string[]
}

/** @throws DermaliteError `bad-argument`, `bad-config`: a setting is wrong */
export function settingsOf(
  { manifest, file, config }: PrunableModel,
  { set, size = manifest.input.size, ...choices }: PruningChoices,
): PruningSettings {
  const { criterion, keepMacs, steps, fineTuneEpochs, finalEpochs, batches, multiple } = choices
  const defaults = manifest.provenance.pruning ? config : fineTuningDefaults(config)
  const { train } = set.reduce(override, { train: defaults }) as {
    train: unknown
  }
  const checked = pruningSettingsSchema.safeParse({
    ...{ parent: file.sha256, criterion, keepMacs, steps, fineTuneEpochs, finalEpochs },
    ...{ size, batches, multiple, train },
  })
  if (checked.success) return checked.data
  throw new DermaliteError(
    'bad-config',
    `the settings are wrong: ${z.prettifyError(checked.error)}`,
    'Correct the field; src/train/config.ts explains those of training.',
  )
}

/** How a network learns once it has been pruned: slower than it learnt from ImageNet's weights, and every layer alike. */
export function fineTuningDefaults(config: TrainConfig): TrainConfig {
  return {
    ...config,
    learningRate: config.learningRate / 2,
    headLearningRateFactor: 1,
    warmupSteps: 50,
  }
}

/**
 * Removes the same share of what is left in each step.
 *
 * @throws DermaliteError `bad-argument`: the model is below the budget already
 */
export function planSteps(
  settings: PruningSettings,
  { now, unpruned, size }: { readonly now: Cost; readonly unpruned: Cost; readonly size: number },
): StepPlan[] {
  const { steps, fineTuneEpochs, finalEpochs, train } = settings
  const share = (settings.keepMacs * unpruned.macs) / now.macs
  if (share >= 1) {
    throw new DermaliteError(
      'bad-argument',
      `the model has ${((100 * now.macs) / unpruned.macs).toFixed(1)} % of the multiply-accumulates of the unpruned network, ` +
        `there is nothing to remove to keep ${100 * settings.keepMacs} %`,
      'Name a smaller share with --keep-macs; it counts from the network before any pruning.',
    )
  }
  return Array.from({ length: steps }, (_, index) => {
    const last = index === steps - 1
    const epochs = last ? finalEpochs : fineTuneEpochs
    const phase = { size: last ? size : settings.size, epochs: Math.max(1, epochs) }
    return {
      macs: now.macs * share ** ((index + 1) / steps),
      epochs,
      config: { ...train, seed: train.seed + index + 1, phases: [phase] },
    }
  })
}
