import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Dataset } from '../dataset/types.ts'
import { RUN_FILES } from '../report/run-files.ts'
import { writeFileAtomic } from '../write-file.ts'
import { currentCommit } from './commit.ts'
import { installedVersion } from './installed-version.ts'

/** What computed, of all that may change the last digits of a number. */
export type Machine = {
  readonly node: string
  readonly onnxRuntime: string
  readonly platform: string
  readonly arch: string
  readonly processor: string
  readonly threads: number
}

export type Run = {
  readonly threads: number
  readonly dataset: Dataset
  /** Of what was drawn at random. */
  readonly seed?: number
}

export function machineOf(threads: number): Machine {
  return {
    node: process.version,
    onnxRuntime: installedVersion('onnxruntime-node') ?? 'unknown',
    platform: process.platform,
    arch: process.arch,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    threads,
  }
}

/**
 * Notes under the name of a command, in `environment.json` of a run, what it ran on and when. Times stand here alone: the
 * measurements beside it are the same whenever they are repeated.
 */
export async function recordEnvironment(
  folder: string,
  command: string,
  { threads, dataset, seed }: Run,
): Promise<void> {
  const path = join(folder, RUN_FILES.environment)
  const environment = {
    createdAt: new Date().toISOString(),
    commit: await currentCommit(),
    ...machineOf(threads),
    ...(seed !== undefined && { seed }),
    dataset: { name: dataset.name, sha256: dataset.sha256 ?? null },
  }
  const file = { ...(await earlier(path)), [command]: environment }
  const sorted = Object.fromEntries(Object.entries(file).sort(([a], [b]) => (a < b ? -1 : 1)))
  await writeFileAtomic(path, `${JSON.stringify(sorted, null, 2)}\n`)
}

async function earlier(path: string): Promise<object> {
  if (!existsSync(path)) return {}
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return {}
  }
}
