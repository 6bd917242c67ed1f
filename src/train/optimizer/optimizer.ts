import type { Parameters } from '../parameters.ts'

/** Turns gradients into updated weights; owns the moments that it needs for that. */
export type Optimizer = {
  /**
   * Updates the weights in place, once.
   *
   * @param gradients one for every parameter that the optimizer was created with
   * @param learningRate of this step, before the factor of each parameter
   * @param gradientScale what the gradients are multiplied by first, such as `clipFactor`; 1 where left out
   * @throws DermaliteError `bad-argument` when a parameter or gradient is missing or of another size
   */
  step(
    parameters: Parameters,
    gradients: Parameters,
    learningRate: number,
    gradientScale?: number,
  ): void
  /** How many steps were taken. */
  stepCount(): number
  /**
   * Everything that the next step depends on: the moments and the step count (a float32, exact up to 2^24 steps). The
   * arrays are live: copy or write them out before the next step.
   */
  state(): Parameters
  /**
   * Copies a saved state in; the steps that follow are bit for bit those of the optimizer that it came from.
   *
   * @throws DermaliteError `checkpoint-invalid` when the state is that of another optimizer or network
   */
  restore(state: Parameters): void
}

/** What sets some parameters apart from the others. */
export type ParameterGroups = {
  /** Names of the parameters that weight decay acts on. */
  readonly decays: ReadonlySet<string>
  /** Factors of the learning rate, by name; 1 where left out. */
  readonly learningRateFactors: ReadonlyMap<string, number>
}

/** The key of the step count in an optimizer's state. */
export const STEP_COUNT = 'stepCount'
