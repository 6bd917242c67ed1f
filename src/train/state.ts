import { z } from 'zod'

const epochRowSchema = z.object({
  /** Counted from 1. */
  epoch: z.int(),
  learningRate: z.number(),
  trainLoss: z.number(),
  trainAccuracy: z.number(),
  valLoss: z.number(),
  valAccuracy: z.number(),
  valBalancedAccuracy: z.number(),
  /** Null when the validation images are all of one class. */
  valMacroAuc: z.number().nullable(),
  seconds: z.number(),
  imagesPerSecond: z.number(),
  /** Side of the network's input, in pixels. */
  size: z.int(),
})

/** One finished epoch, as `history.csv` lists it. */
export type EpochRow = z.infer<typeof epochRowSchema>

/** Where a run stands. With the weights, everything that follows depends on this and the configuration alone. */
export const trainStateSchema = z.object({
  /** The epoch under way, from 0. */
  epoch: z.int().min(0),
  /** Steps already taken in this epoch. */
  step: z.int().min(0),
  /** Sums over the steps of this epoch. */
  running: z.object({
    loss: z.number(),
    correct: z.int(),
    images: z.int(),
    seconds: z.number(),
    /** Of the last step. */
    learningRate: z.number(),
  }),
  history: z.array(epochRowSchema),
  /** The epoch of the last phase with the best validation score; its EMA weights are the ones exported. */
  best: z.object({ epoch: z.int(), score: z.number() }).nullable(),
})

export type TrainState = z.infer<typeof trainStateSchema>

export const EMPTY_RUNNING: TrainState['running'] = {
  loss: 0,
  correct: 0,
  images: 0,
  seconds: 0,
  learningRate: 0,
}

export function freshState(): TrainState {
  return { epoch: 0, step: 0, running: EMPTY_RUNNING, history: [], best: null }
}
