import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Manifest } from '../../classifier/index.ts'
import type { Split } from '../../dataset/split.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import type { TrainConfig } from '../../train/config.ts'

/** What a bundle says about where its weights come from. */
export async function provenanceOf(
  dataset: Dataset,
  split: Split<Sample>,
  splitSeed: number,
  config: TrainConfig,
): Promise<Manifest['provenance']> {
  return {
    dataset: dataset.name,
    split: {
      seed: splitSeed,
      train: split.train.length,
      val: split.val.length,
      test: split.test.length,
    },
    seed: config.seed,
    commit: await currentCommit(),
    createdAt: new Date().toISOString(),
    pretrained: config.pretrained ?? 'random weights',
    config,
  }
}

/** The commit of the working folder, marked when files differ from it; `unknown` outside a repository. */
async function currentCommit(): Promise<string> {
  const { stdout } = await promisify(execFile)('git', [
    'describe',
    '--always',
    '--dirty',
    '--abbrev=12',
    '--exclude=*',
  ]).catch(() => ({ stdout: '' }))
  return stdout.trim() || 'unknown'
}
