import { z } from 'zod'
import { augmentOptionsSchema } from '../image/augment/options.ts'
import { ARCHITECTURES } from '../nets/architecture.ts'
import { optimizerConfigSchema } from './optimizer/config.ts'

const phaseSchema = z.strictObject({
  /** Side of the square network input, pixels; a multiple of 32. */
  size: z.int().min(32).multipleOf(32),
  epochs: z.int().min(1),
})

const teacherSchema = z.strictObject({
  /** Folder of the bundle whose float32 model teaches. */
  bundle: z.string().min(1),
  /** SHA-256 of that model. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

const distillationSchema = z.strictObject({
  /** What they say together: the softmax of the mean of their logits. */
  teachers: z.array(teacherSchema).min(1),
  /** Share of the teachers' probabilities in each target; the label has the rest. */
  weight: z.number().gt(0).max(1).default(0.5),
})

/** Everything that decides what a training run does; the same configuration and data give the same weights. */
export const trainConfigSchema = z.strictObject({
  architecture: z.enum(ARCHITECTURES).default('mobilenet-v2'),
  /** Multiplies the channel counts. */
  width: z.number().min(0.1).max(2).default(1),
  /** File name of the ImageNet weights to start from; left out, training starts from random weights. */
  pretrained: z.string().min(1).optional(),
  /** SHA-256 of that file. */
  pretrainedSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /**
   * `folded`: convolutions with biases, which need no statistics and train fastest. `trained`: BatchNorm by the statistics of
   * each batch; weights and running statistics are averaged alike, and folded when the model is exported.
   */
  batchNorm: z.enum(['folded', 'trained']).default('folded'),
  /** Weight of a batch in the running statistics of BatchNorm. */
  batchNormMomentum: z.number().gt(0).max(1).default(0.1),
  seed: z.int().default(1),
  batchSize: z.int().min(1).default(32),
  /** Input sizes one after the other; the last one is the size of the exported model. */
  phases: z
    .array(phaseSchema)
    .min(1)
    .default([{ size: 160, epochs: 10 }]),
  optimizer: optimizerConfigSchema.prefault({ kind: 'adamw' }),
  learningRate: z.number().positive().default(1e-4),
  /** The classifier starts from scratch and learns this many times faster. */
  headLearningRateFactor: z.number().positive().default(3),
  warmupSteps: z.int().min(0).default(200),
  /** Share of the learning rate that the cosine ends at. */
  finalLearningRateFactor: z.number().min(0).max(1).default(0.01),
  clipNorm: z.number().positive().default(2),
  emaDecay: z.number().min(0).max(1).default(0.998),
  dropout: z.number().min(0).lt(1).default(0.2),
  /** alpha of the Beta distribution that pictures of a batch are mixed by; 0 mixes none. */
  mixup: z.number().min(0).max(1).default(0),
  /** Learn from finished models as well. */
  distillation: distillationSchema.optional(),
  labelSmoothing: z.number().min(0).lt(1).default(0.05),
  /** tau of the logit adjustment; 1 makes the plain logits assume a balanced prior. */
  logitAdjustment: z.number().min(0).max(2).default(1),
  /** Classes are drawn in proportion to n^samplerPower: 1 as they are, 0 all alike. */
  samplerPower: z.number().min(0).max(1).default(1),
  /** Epochs without a better validation score after which training stops. */
  patience: z.int().min(1).default(8),
  augment: augmentOptionsSchema.prefault({}),
})

export type TrainConfig = z.infer<typeof trainConfigSchema>

/** The phase that an epoch (from 0) belongs to. */
export function phaseOf(config: TrainConfig, epoch: number): { index: number; size: number } {
  let last = 0
  for (const [index, { size, epochs }] of config.phases.entries()) {
    last += epochs
    if (epoch < last) return { index, size }
  }
  const index = config.phases.length - 1
  return { index, size: config.phases[index]!.size }
}

export function totalEpochs(config: TrainConfig): number {
  return config.phases.reduce((sum, phase) => sum + phase.epochs, 0)
}
