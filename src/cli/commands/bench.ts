import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { MANIFEST_FILE } from '../../classifier/bundle.ts'
import { DermaliteError } from '../../errors.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit } from '../../report/metrics-file.ts'
import {
  readTradeoff,
  type TradeoffFile,
  type TradeoffVariant,
  tradeoffName,
  writeTradeoff,
} from '../../report/tradeoff-file.ts'
import { TRADEOFF_COLUMNS, tradeoffRows } from '../../report/tradeoff-table.ts'
import { textTable } from '../../text-table.ts'
import { keptOf, latencies, machineOf, requireSameMachine } from '../benchmark/earlier.ts'
import { describeMachine } from '../benchmark/machine.ts'
import { type Measured, measureVariants } from '../benchmark/measure.ts'
import { PARTS, type Part } from '../benchmark/parts.ts'
import { loadVariants, type Variant } from '../benchmark/variants.ts'
import { openSplit } from '../evaluation/open-split.ts'
import { dataOption, paramsOption, parsePositiveInteger } from '../options.ts'
import { readParams } from '../params/read.ts'

type BenchOptions = {
  readonly bundle?: readonly string[]
  readonly data?: string
  readonly params?: string
  readonly split: EvaluatedSplit
  readonly only?: readonly Part[]
  readonly rounds?: number
  readonly threads: number
  readonly results: string
  readonly json?: boolean
}

const MODELS_FOLDER = 'models'

export function registerBench(program: Command): void {
  program
    .command('bench')
    .description(
      'Measure the trade-off: accuracy, size, memory and speed of every variant of some models.',
    )
    .option('--bundle <folders...>', `model bundles (default: all under ${MODELS_FOLDER}/)`)
    .addOption(dataOption())
    .addOption(
      new Option('--split <side>', 'which side of the split accuracy is measured on')
        .choices(EVALUATED_SPLITS)
        .default('val'),
    )
    .addOption(
      new Option('--only <parts...>', 'measure only this; the rest stays as it was').choices(PARTS),
    )
    .addOption(paramsOption())
    .option('--rounds <n>', 'rounds in which every variant runs once', parsePositiveInteger)
    .option(
      '--threads <n>',
      'threads while accuracy is measured',
      parsePositiveInteger,
      availableParallelism(),
    )
    .option('--results <folder>', 'where to write tradeoff.json and tradeoff.csv', 'data/results')
    .option('--json', 'print what was measured as one line of JSON')
    .addHelpText('after', HELP)
    .action(bench)
}

async function bench(options: BenchOptions): Promise<void> {
  const { bundle = bundlesUnder(MODELS_FOLDER), split: side, threads, results, json } = options
  const params = (await readParams(options.params)).bench
  const { rounds = params.rounds, only: parts = params.parts } = options
  const variants = await loadVariants(bundle)
  const base = join(results, tradeoffName(side))
  const earlier = existsSync(`${base}.json`) ? await readTradeoff(`${base}.json`) : undefined
  const kept = earlier && keptOf(earlier, variants, parts)
  requireSameMachine(kept, parts, describeMachine(null))
  const data = parts.includes('accuracy')
    ? await openSplit(variants[0]!.manifest, options.data)
    : undefined
  const samples = data?.split[side] ?? []
  const images = { dataset: data?.dataset.name ?? '', side }
  const measured = await measureVariants(variants, { parts, samples, images, rounds, threads })
  const file: TradeoffFile = {
    schemaVersion: 1,
    createdAt: new Date().toISOString(),
    reference: variants[0]!.name,
    split: side,
    data: data
      ? {
          dataset: data.dataset.name,
          synthetic: data.dataset.synthetic,
          images: samples.length,
        }
      : (kept?.data ?? null),
    machine: machineOf(kept, parts, describeMachine(measured.browser)),
    missing: [...(kept?.missing ?? []), ...measured.missing],
    variants: variants.map((variant, i) => entryOf(variant, i, measured, kept?.variants[i])),
  }
  await writeTradeoff(base, file)
  process.stdout.write(
    json
      ? `${JSON.stringify(file)}\n`
      : `${textTable(TRADEOFF_COLUMNS, tradeoffRows(file))}\n${file.missing.map((why) => `\n${why}\n`).join('')}\n${base}.json (and .csv)\n`,
  )
}

function entryOf(
  variant: Variant,
  index: number,
  { accuracy, memory, latency }: Measured,
  kept: TradeoffVariant | undefined,
): TradeoffVariant {
  return {
    name: variant.name,
    model: variant.manifest.name,
    kind: variant.kind,
    sha256: variant.sha256,
    bytes: variant.onnx.byteLength,
    tfliteBytes: variant.tflite?.byteLength ?? null,
    parameters: variant.parameters,
    macs: variant.macs,
    memory: memory?.[index] ?? kept?.memory ?? null,
    latency: latencies((name) => latency[name]?.[index] ?? kept?.latency[name]),
    accuracy: accuracy?.[index] ?? kept?.accuracy ?? null,
  }
}

/** The bundle that ships first: it is what the others are compared with. */
function bundlesUnder(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const bundles = names.filter((name) => existsSync(join(folder, name, MANIFEST_FILE))).sort()
  if (bundles.length === 0) {
    throw new DermaliteError(
      'bundle-not-found',
      `there is no model bundle under ${folder}/`,
      'Name bundles with --bundle.',
    )
  }
  const first = bundles.includes('mobilenet-v2') ? 'mobilenet-v2' : bundles[0]!
  return [first, ...bundles.filter((name) => name !== first)].map((name) => join(folder, name))
}

const HELP = `
Variants: of each bundle its float32 and int8 models; of the first also its weights stored as float16 and as int8.
Parts: accuracy (with 95 % bootstrap intervals over lesions, paired with the first variant), memory (peak of a process of its
own), node (onnxruntime-node, 1 and 2 threads), browser (LiteRT.js in Chromium, at full speed and slowed down four times).
All of them, 200 rounds, unless params.yaml or an option says otherwise. In each round every variant runs once, in an order of
its own, so that whatever disturbs the machine disturbs all alike. What is not measured stays as it was as long as the models
are the same; times and memory of another machine do not stay beside those of this one: measure all three here.

Examples:
  dermalite bench                                    every bundle under models/, on the validation images
  dermalite bench --only node browser --rounds 500   the times again, on a quiet machine
  dermalite bench --bundle models/mobilenet-v2 models/mine --json | jq '.variants[].latency.node1.median'

Writes tradeoff.json and tradeoff.csv to data/results/; \`npx tsx result.ts\` draws them.`
