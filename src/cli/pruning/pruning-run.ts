import type { TrainData } from '../../train/phase.ts'
import type { PrunableModel } from './prunable-model.ts'
import type { PruningSettings } from './settings.ts'

export type PruningRun = {
  readonly model: PrunableModel
  readonly settings: PruningSettings
  readonly data: TrainData
  /** Folder of what is needed to go on. */
  readonly folder: string
  readonly threads: number
  readonly signal?: AbortSignal | undefined
}
