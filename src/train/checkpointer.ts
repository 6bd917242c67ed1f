import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DermaliteError } from '../errors.ts'
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts'
import { type TrainConfig, trainConfigSchema } from './config.ts'
import { requireSameConfig } from './config-mismatch.ts'
import type { Parameters } from './parameters.ts'
import { type TrainState, trainStateSchema } from './state.ts'

/** Everything that a run needs to go on exactly: weights, their average, the optimizer's moments, the position. */
export type Snapshot = {
  readonly state: TrainState
  readonly parameters: Parameters
  readonly ema: Parameters
  readonly optimizer: Parameters
}

const GROUPS = ['parameters', 'ema', 'optimizer'] as const

/** Files of one run: the last position to resume from and the best weights to export. */
export function checkpointPaths(folder: string) {
  return { last: join(folder, 'last.safetensors'), best: join(folder, 'best.safetensors') }
}

export async function saveSnapshot(
  path: string,
  config: TrainConfig,
  snapshot: Snapshot,
): Promise<void> {
  const tensors = new Map<string, Float32Array>()
  for (const group of GROUPS) {
    for (const [name, values] of snapshot[group]) tensors.set(`${group}/${name}`, values)
  }
  await mkdir(dirname(path), { recursive: true })
  await saveCheckpoint(path, { tensors, metadata: { config, state: snapshot.state } })
}

/**
 * @param config may differ from the saved one in `patience` alone: that decides when a run ends, not which steps it takes
 * @throws DermaliteError `checkpoint-mismatch` when the run was started with another configuration, `checkpoint-invalid`
 *   when the file is damaged
 */
export async function loadSnapshot(path: string, config: TrainConfig): Promise<Snapshot> {
  const { tensors, metadata } = await loadCheckpoint(path)
  const saved = metadata as { config?: unknown; state?: unknown }
  requireSameConfig(stepsOf(saved.config), stepsOf(config))
  const state = trainStateSchema.safeParse(saved.state)
  if (!state.success) {
    throw new DermaliteError(
      'checkpoint-invalid',
      `${path} holds no training state`,
      'Start the run again without --resume.',
    )
  }
  const groupOf = (group: string) =>
    new Map(
      [...tensors].flatMap(([name, values]) =>
        name.startsWith(`${group}/`) ? [[name.slice(group.length + 1), values] as const] : [],
      ),
    )
  return {
    state: state.data,
    parameters: groupOf('parameters'),
    ema: groupOf('ema'),
    optimizer: groupOf('optimizer'),
  }
}

/** With the defaults of parameters that are newer than the checkpoint. */
function stepsOf(config: unknown): unknown {
  const { data = config } = trainConfigSchema.safeParse(config)
  return { ...(data as object), patience: undefined }
}
