import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DermaliteError } from '../../errors.ts'
import type { Evaluation } from '../../report/metrics-file.ts'
import { type PruningFile, writePruning } from '../../report/pruning-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { openSplit } from '../evaluation/open-split.ts'
import { interruptSignal } from '../training/interrupt.ts'
import { runFolders } from '../training/run-folders.ts'
import { finishPruning } from './finish.ts'
import { loadPrunableModel } from './prunable-model.ts'
import { type PruningChoices, settingsOf } from './settings.ts'
import { pruneInSteps, stepPath } from './steps.ts'

export type PruneBundleOptions = {
  readonly bundle: string
  /** Of the smaller model, its run and its folder of results. */
  readonly name: string
  /** Folder of its bundle. */
  readonly out: string
  readonly choices: PruningChoices
  readonly data?: string | undefined
  readonly threads: number
  /** Go on with the run in its folder. */
  readonly resume: boolean
  /** Start anew where the folder holds one. */
  readonly force: boolean
}

/**
 * Prunes the float32 model of a bundle and trains what is left, writes that as another bundle, and what it cost as
 * `pruning.json`.
 *
 * @returns what was written, and how the model does on the validation images
 * @throws DermaliteError `bad-argument`, `bad-config`, `interrupted`, and what opening the bundle and the data throws
 */
export async function pruneBundle(
  options: PruneBundleOptions,
): Promise<{ readonly file: PruningFile; readonly path: string; readonly evaluation: Evaluation }> {
  const { bundle, name, out, threads } = options
  const model = await loadPrunableModel(bundle)
  const folders = runFolders(name, out)
  requireOtherFolder(bundle, out)
  const settings = settingsOf(model, options.choices)
  if (options.force) await rm(folders.checkpoints, { recursive: true, force: true })
  refuseToOverwrite(folders.checkpoints, options.resume)
  const { dataset, split, seed: splitSeed } = await openSplit(model.manifest, options.data)
  const interrupt = interruptSignal()
  const data = {
    classes: dataset.classes,
    train: split.train,
    val: split.val,
    cacheFolder: folders.cache,
  }
  const outcome = await pruneInSteps({
    ...{ model, settings, data, threads },
    folder: folders.checkpoints,
    signal: interrupt.signal,
  })
    .catch((error: unknown) => {
      throw interrupt.signal.aborted && !(error instanceof DermaliteError)
        ? interrupted(error)
        : error
    })
    .finally(interrupt.dispose)
  const { file, evaluation } = await finishPruning({
    ...{ name, model, settings, outcome, folders, dataset, split, splitSeed, threads },
  })
  const path = join(folders.results, RUN_FILES.pruning)
  await writePruning(path, file)
  return { file, path, evaluation }
}

function requireOtherFolder(bundle: string, out: string): void {
  if (resolve(bundle) !== resolve(out)) return
  throw new DermaliteError(
    'bad-argument',
    `${out} is the bundle that is to be pruned`,
    'Name another folder with --out.',
  )
}

function refuseToOverwrite(folder: string, resume: boolean): void {
  if (resume || !existsSync(stepPath(folder, 1))) return
  throw new DermaliteError(
    'bad-argument',
    `${folder} already holds a run`,
    'Go on with it by --resume, start it anew by --force, or name another folder with --out.',
  )
}

function interrupted(cause: unknown): DermaliteError {
  return new DermaliteError(
    'interrupted',
    'pruning was interrupted; the last finished step and epoch are saved',
    'Go on with the same command and --resume.',
    { cause },
  )
}
