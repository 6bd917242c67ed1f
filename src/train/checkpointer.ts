import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DermaliteError } from '../errors.ts'
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts'
import { type TrainConfig, trainConfigSchema } from './config.ts'
import { requireSameConfig } from './config-mismatch.ts'
import { requireSameData } from './data-identity.ts'
import type { Parameters } from './parameters.ts'
import { type TrainState, trainStateSchema } from './state.ts'

/** Everything that a run needs to go on exactly: weights, their average, the optimizer's moments, the position. */
export type Snapshot = {
  readonly state: TrainState
  readonly parameters: Parameters
  readonly ema: Parameters
  readonly optimizer: Parameters
}

/** What decides which steps a run takes; only the same run goes on from a snapshot. */
export type RunIdentity = {
  readonly config: TrainConfig
  /** Of `dataIdentity`. */
  readonly data: string
}

const GROUPS = ['parameters', 'ema', 'optimizer'] as const

/** Files of one run: the last position to resume from and the best weights to export. */
export function checkpointPaths(folder: string) {
  return { last: join(folder, 'last.safetensors'), best: join(folder, 'best.safetensors') }
}

export async function saveSnapshot(
  path: string,
  { config, data }: RunIdentity,
  snapshot: Snapshot,
): Promise<void> {
  const tensors = new Map<string, Float32Array>()
  for (const group of GROUPS) {
    for (const [name, values] of snapshot[group]) tensors.set(`${group}/${name}`, values)
  }
  await mkdir(dirname(path), { recursive: true })
  await saveCheckpoint(path, { tensors, metadata: { config, data, state: snapshot.state } })
}

/**
 * @param run its configuration may differ from the saved one in `patience` alone: that decides when a run ends, not which
 *   steps it takes
 * @throws DermaliteError `checkpoint-mismatch` when the run was started with another configuration or other data,
 *   `checkpoint-invalid` when the file is damaged
 */
export async function loadSnapshot(path: string, run: RunIdentity): Promise<Snapshot> {
  const { tensors, metadata } = await loadCheckpoint(path)
  const saved = metadata as { config?: unknown; data?: unknown; state?: unknown }
  requireSameConfig(stepsOf(saved.config), stepsOf(run.config))
  requireSameData(saved.data, run.data)
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
