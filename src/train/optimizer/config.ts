import { z } from 'zod'

const weightDecay = z.number().min(0)

export const adamwConfigSchema = z.strictObject({
  kind: z.literal('adamw'),
  /** Decay of the mean of the gradients. */
  beta1: z.number().min(0).lt(1).default(0.9),
  /** Decay of the mean of their squares. */
  beta2: z.number().min(0).lt(1).default(0.999),
  /** Added to the root of the second moment. */
  epsilon: z.number().positive().default(1e-8),
  /** Share of a weight lost a step, in units of the learning rate. */
  weightDecay: weightDecay.default(0.02),
})

export const sgdConfigSchema = z.strictObject({
  kind: z.literal('sgd'),
  momentum: z.number().min(0).lt(1).default(0.9),
  /** Looks ahead along the velocity (Sutskever et al., 2013). */
  nesterov: z.boolean().default(false),
  weightDecay: weightDecay.default(4e-5),
  /** `l2` adds the decay to the gradient and so to the velocity; `decoupled` shrinks the weights beside it. */
  decay: z.enum(['l2', 'decoupled']).default('l2'),
})

export const optimizerConfigSchema = z.discriminatedUnion('kind', [
  adamwConfigSchema,
  sgdConfigSchema,
])

export type AdamwConfig = z.infer<typeof adamwConfigSchema>
export type SgdConfig = z.infer<typeof sgdConfigSchema>
export type OptimizerConfig = z.infer<typeof optimizerConfigSchema>
