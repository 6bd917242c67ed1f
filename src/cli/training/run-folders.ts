import { join } from 'node:path'

/** Where a run keeps its things. */
export type RunFolders = {
  /** Checkpoints. */
  readonly checkpoints: string
  /** Metrics, history, predictions and figures. */
  readonly results: string
  /** The model that ships. */
  readonly bundle: string
  /** Decoded pixels; shared by all runs. */
  readonly cache: string
}

export function runFolders(run: string, bundle?: string): RunFolders {
  return {
    checkpoints: join('data', 'runs', run),
    results: join('data', 'results', run),
    bundle: bundle ?? join('models', run),
    cache: join('data', 'cache'),
  }
}
