import type { Manifest } from '../../classifier/index.ts'
import type { Split } from '../../dataset/split.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import type { TrainConfig } from '../../train/config.ts'
import { currentCommit } from '../commit.ts'
import { machineOf } from '../environment.ts'

/** What a bundle says about where its weights come from. */
export async function provenanceOf(
  dataset: Dataset,
  split: Split<Sample>,
  splitSeed: number,
  config: TrainConfig,
  threads: number,
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
    ...(dataset.sha256 !== undefined && { dataSha256: dataset.sha256 }),
    environment: machineOf(threads),
  }
}
