import type { EpochRow } from './state.ts'

/** What a run reports while it goes on; every callback is optional. */
export type TrainEvents = {
  readonly onCache?: (done: number, total: number) => void
  readonly onEpochStart?: (epoch: number, size: number, steps: number, firstStep: number) => void
  readonly onStep?: (report: StepReport) => void
  readonly onValidation?: (done: number, total: number) => void
  readonly onEpochEnd?: (row: EpochRow, best: boolean) => void
  readonly onMessage?: (message: string) => void
}

export type StepReport = {
  /** From 0. */
  readonly epoch: number
  /** Steps done in this epoch, from 1. */
  readonly step: number
  readonly steps: number
  /** Images in the batch. */
  readonly images: number
  readonly loss: number
  readonly learningRate: number
  readonly gradientNorm: number
  /** Milliseconds of the whole step, and of the compiled forward and backward pass within it. */
  readonly milliseconds: number
  readonly engineMilliseconds: number
}
