export type EarlyStoppingOptions = {
  /** Epochs in a row without improvement after which to stop. */
  readonly patience: number
  /** What counts as an improvement: a change of more than this. */
  readonly minDelta: number
  /** Whether a larger or a smaller value is better. */
  readonly mode: 'max' | 'min'
}

export type EarlyStoppingState = {
  readonly best: { readonly epoch: number; readonly value: number } | null
  /** Epochs since the best one. */
  readonly waited: number
  /** Why to stop; null while training should go on. */
  readonly stop: string | null
}

export const EARLY_STOPPING_START: EarlyStoppingState = { best: null, waited: 0, stop: null }

/** The state after one more epoch; a value that is not a number never counts as an improvement. */
export function updateEarlyStopping(
  state: EarlyStoppingState,
  { epoch, value }: { readonly epoch: number; readonly value: number },
  { patience, minDelta, mode }: EarlyStoppingOptions,
): EarlyStoppingState {
  const improves = (candidate: number, best: number | undefined) =>
    best === undefined
      ? !Number.isNaN(candidate)
      : (mode === 'max' ? candidate - best : best - candidate) > minDelta
  if (improves(value, state.best?.value)) {
    return { best: { epoch, value }, waited: 0, stop: null }
  }
  const waited = state.waited + 1
  return { best: state.best, waited, stop: waited < patience ? null : reason(state.best, waited) }
}

function reason(best: EarlyStoppingState['best'], waited: number): string {
  return best === null
    ? `Stopped early: no usable validation score in ${waited} epochs.`
    : `Stopped early: no better validation score for ${waited} epochs; the best was epoch ${best.epoch} (${best.value.toFixed(4)}).`
}
