import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { EVALUATED_SPLITS, type EvaluatedSplit } from './metrics-file.ts'

/** The files of a run in its folder `data/results/<run>/`. */
export const RUN_FILES = {
  metrics: 'metrics.json',
  /** On what machine, with what software and when, by command; beside the numbers, which do not say. */
  environment: 'environment.json',
  history: 'history.csv',
  quantization: 'quantization.json',
  pruning: 'pruning.json',
  parity: 'parity.json',
  explanations: 'explanations.json',
  groups: (split: EvaluatedSplit) => `groups-${split}.json`,
  uncertainty: (split: EvaluatedSplit) => `uncertainty-${split}.json`,
  predictions: (split: EvaluatedSplit) => `predictions-${split}.csv`,
} as const

/** Whether a folder holds something to draw. */
export function isRun(directory: string): boolean {
  const { metrics, history, explanations, groups, uncertainty } = RUN_FILES
  const bySplit = EVALUATED_SPLITS.flatMap((split) => [groups(split), uncertainty(split)])
  return [metrics, history, explanations, ...bySplit].some((name) =>
    existsSync(join(directory, name)),
  )
}
