import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { loadManifest } from '../../classifier/node/load-bundle.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit } from '../../report/metrics-file.ts'
import { type ParityFile, writeParity } from '../../report/parity-file.ts'
import { isParity, PARITY_COLUMNS, parityRows } from '../../report/parity-table.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { textTable } from '../../text-table.ts'
import { EXIT_FAILURE } from '../errors.ts'
import { openSplit } from '../evaluation/open-split.ts'
import { installedVersion } from '../installed-version.ts'
import { bundleOption, dataOption, parsePositiveInteger } from '../options.ts'
import { measureParity } from '../parity/measure-parity.ts'

type ParityOptions = {
  readonly bundle?: string
  readonly data?: string
  readonly split: EvaluatedSplit
  readonly threads: number
  readonly results: string
  readonly json?: boolean
}

export function registerParity(program: Command): void {
  program
    .command('parity')
    .description('Check that the .onnx and .tflite models of a bundle answer alike.')
    .addOption(bundleOption())
    .addOption(dataOption())
    .addOption(
      new Option('--split <side>', 'which side of the split')
        .choices(EVALUATED_SPLITS)
        .default('val'),
    )
    .option(
      '--threads <n>',
      'threads of ONNX Runtime',
      parsePositiveInteger,
      availableParallelism(),
    )
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--json', 'print what was measured as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(checkParity)
}

async function checkParity(options: ParityOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, split: side, threads, json } = options
  const manifest = await loadManifest(bundle)
  const { dataset, split } = await openSplit(manifest, options.data)
  const file: ParityFile = {
    schemaVersion: 1,
    model: manifest.name,
    createdAt: new Date().toISOString(),
    synthetic: dataset.synthetic,
    dataset: dataset.name,
    split: side,
    images: split[side].length,
    engines: {
      onnx: `onnxruntime-node ${installedVersion('onnxruntime-node')}`,
      tflite: `@litertjs/core ${installedVersion('@litertjs/core')}, WebAssembly without relaxed SIMD`,
    },
    comparisons: await measureParity(bundle, manifest, split[side], threads),
  }
  const path = join(options.results, manifest.name, RUN_FILES.parity)
  await writeParity(path, file)
  process.stdout.write(json ? `${JSON.stringify(file)}\n` : formatParity(file, path))
  if (!file.comparisons.every(isParity)) process.exitCode = EXIT_FAILURE
}

function formatParity(file: ParityFile, path: string): string {
  const columns = PARITY_COLUMNS.map((title, i) => ({
    title,
    align: i === 0 ? ('left' as const) : ('right' as const),
  }))
  const rows = parityRows(file).map((cells, i) => [
    ...cells,
    isParity(file.comparisons[i]!) ? 'agree' : 'DISAGREE',
  ])
  const { onnx, tflite } = file.engines
  return `${onnx} and ${tflite}\n\n${textTable([...columns, { title: '' }], rows)}\n\nmeasurements: ${path}\n`
}

const EXAMPLES = `
Examples:
  dermalite parity                                   the shipped model, on the validation images
  dermalite parity --bundle models/mine --json | jq '.comparisons[].sameLabel'

Runs every precision of the bundle in ONNX Runtime and in LiteRT (WebAssembly in Node; needs the package @litertjs/core), and
writes parity.json to data/results/<model>/. The engines agree where float32 logits differ by less than 0.001, int8 gives the
same label for 98 % of the images with probabilities less than 0.01 apart in the mean, and XNNPACK takes every operator;
otherwise the exit code is 1.`
