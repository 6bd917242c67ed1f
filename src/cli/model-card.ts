import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chooseModelFile } from '../classifier/bundle.ts'
import { type Manifest, resolvePrior } from '../classifier/index.ts'
import { loadManifest } from '../classifier/node/load-bundle.ts'
import { type GroupsFile, readGroups } from '../report/groups-file.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit, readMetrics } from '../report/metrics-file.ts'
import { type CardResults, modelCard } from '../report/model-card.ts'
import { readQuantization } from '../report/quantization-file.ts'
import { RUN_FILES } from '../report/run-files.ts'
import { readUncertainty } from '../report/uncertainty-file.ts'
import { writeFileAtomic } from '../write-file.ts'
import { resultsFolder } from './evaluation/record.ts'

export const MODEL_CARD = 'MODEL_CARD.md'

/**
 * Writes the card of a bundle into it, from its manifest and from what was measured of it under `results`.
 *
 * @returns the path of the card
 */
export async function writeModelCard(bundle: string, results: string): Promise<string> {
  const manifest = await loadManifest(bundle)
  const path = join(bundle, MODEL_CARD)
  await writeFileAtomic(path, modelCard(manifest, await resultsOf(manifest, results)))
  return path
}

async function resultsOf(manifest: Manifest, results: string): Promise<CardResults> {
  const folder = join(results, manifest.name)
  const [metrics, int8] = [folder, `${folder}-int8`].map((run) => join(run, RUN_FILES.metrics))
  return {
    metrics: await ifThere(metrics!, readMetrics),
    int8: await ifThere(int8!, readMetrics),
    quantization: await ifThere(join(folder, RUN_FILES.quantization), readQuantization),
    uncertainty: await bySplit((split) =>
      ifThere(join(folder, RUN_FILES.uncertainty(split)), readUncertainty),
    ),
    groups: await bySplit((split) => groupsOf(manifest, results, split)),
  }
}

/** Of the precision that answers by default, with classes as frequent as in the data set where that was measured. */
async function groupsOf(
  manifest: Manifest,
  results: string,
  split: EvaluatedSplit,
): Promise<GroupsFile | undefined> {
  const file = chooseModelFile(manifest, 'onnx')
  const paths = (['dataset', 'balanced'] as const).map((choice) => {
    const prior = resolvePrior(choice, manifest)
    return join(resultsFolder(results, { manifest, file, prior }), RUN_FILES.groups(split))
  })
  const path = paths.find((each) => existsSync(each))
  return path === undefined ? undefined : readGroups(path)
}

async function ifThere<T>(
  path: string,
  read: (path: string) => Promise<T>,
): Promise<T | undefined> {
  return existsSync(path) ? read(path) : undefined
}

async function bySplit<T>(
  read: (split: EvaluatedSplit) => Promise<T | undefined>,
): Promise<Partial<Record<EvaluatedSplit, T>>> {
  const files: Partial<Record<EvaluatedSplit, T>> = {}
  for (const split of EVALUATED_SPLITS) {
    const file = await read(split)
    if (file !== undefined) files[split] = file
  }
  return files
}
