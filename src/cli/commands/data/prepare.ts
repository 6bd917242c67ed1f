import type { Command } from 'commander'
import {
  type Fingerprint,
  fingerprintOf,
  fingerprintPath,
  writeFingerprint,
} from '../../../dataset/fingerprint.ts'
import { createSplit, splitPath } from '../../../dataset/split-file.ts'
import type { Dataset } from '../../../dataset/types.ts'
import { DermaliteError } from '../../../errors.ts'
import { dataOption, paramsOption } from '../../options.ts'
import { readParams } from '../../params/read.ts'
import { openTrainingData } from '../../training/training-data.ts'

type PrepareOptions = {
  readonly data?: string
  readonly params?: string
  readonly force: boolean
  readonly json?: boolean
}

const EXAMPLES = `
The first stage of the pipeline. Decodes every picture, divides them as split.seed of the parameters says, and writes two small
files for git: data/splits/<data set>.json, and data/fingerprints/<data set>.json with counts and one SHA-256 over ids,
classes, lesions and the bytes of every picture. Whoever has other pictures gets another hash, and a warning.

Examples:
  dermalite data prepare
  dermalite data prepare --force                       after split.seed was changed
  dermalite data prepare --json | jq -r .sha256`

export function registerPrepare(data: Command): void {
  data
    .command('prepare')
    .description('Split a data set, and note by hash and counts which one it is.')
    .addOption(dataOption())
    .addOption(paramsOption())
    .option('--force', 'replace another split that is already there', false)
    .option('--json', 'print the fingerprint as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(prepare)
}

async function prepare({ data, params, force, json }: PrepareOptions): Promise<void> {
  const { data: expected, split } = await readParams(params)
  const dataset = await openTrainingData({ source: data, compare: false })
  requireName(dataset, expected.name)
  const place = splitPath(dataset)
  await createSplit(place, dataset, { seed: split.seed, force })
  const fingerprint = fingerprintOf(dataset)
  const path = fingerprintPath(dataset)
  await writeFingerprint(path, fingerprint)
  process.stdout.write(
    json ? `${JSON.stringify(fingerprint)}\n` : `${describe(fingerprint)}\n${place}\n${path}\n`,
  )
}

function describe({ dataset, images, lesions, sha256 }: Fingerprint): string {
  const [pictures, spots] = [images, lesions].map((count) => count.toLocaleString('en-US'))
  return `${dataset}: ${pictures} images of ${spots} lesions, SHA-256 ${sha256}`
}

function requireName({ name }: Dataset, expected: string): void {
  if (name === expected) return
  throw new DermaliteError(
    'bad-argument',
    `the data set is "${name}", the parameters are for "${expected}"`,
    `Name another data set, or set data.name to ${name} in params.yaml.`,
  )
}
