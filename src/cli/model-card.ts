import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadManifest } from '../classifier/node/load-bundle.ts'
import { readGroups } from '../report/groups-file.ts'
import { readMetrics } from '../report/metrics-file.ts'
import { type CardResults, modelCard } from '../report/model-card.ts'
import { readQuantization } from '../report/quantization-file.ts'
import { RUN_FILES } from '../report/run-files.ts'
import { readUncertainty } from '../report/uncertainty-file.ts'
import { writeFileAtomic } from '../write-file.ts'

export const MODEL_CARD = 'MODEL_CARD.md'

/**
 * Writes the card of a bundle into it, from its manifest and from what was measured of it under `results`.
 *
 * @returns the path of the card
 */
export async function writeModelCard(bundle: string, results: string): Promise<string> {
  const manifest = await loadManifest(bundle)
  const path = join(bundle, MODEL_CARD)
  await writeFileAtomic(path, modelCard(manifest, await resultsOf(manifest.name, results)))
  return path
}

async function resultsOf(name: string, results: string): Promise<CardResults> {
  const folder = join(results, name)
  const [metrics, int8] = [folder, `${folder}-int8`].map((run) => join(run, RUN_FILES.metrics))
  const bySplit = async <T>(
    file: (split: 'val' | 'test') => string,
    read: (path: string) => Promise<T>,
  ) => ({
    val: await ifThere(join(folder, file('val')), read),
    test: await ifThere(join(folder, file('test')), read),
  })
  return {
    metrics: await ifThere(metrics!, readMetrics),
    int8: await ifThere(int8!, readMetrics),
    quantization: await ifThere(join(folder, RUN_FILES.quantization), readQuantization),
    uncertainty: withoutMissing(await bySplit(RUN_FILES.uncertainty, readUncertainty)),
    groups: withoutMissing(await bySplit(RUN_FILES.groups, readGroups)),
  }
}

async function ifThere<T>(
  path: string,
  read: (path: string) => Promise<T>,
): Promise<T | undefined> {
  return existsSync(path) ? read(path) : undefined
}

function withoutMissing<T>({ val, test }: { val: T | undefined; test: T | undefined }) {
  return { ...(val !== undefined && { val }), ...(test !== undefined && { test }) }
}
