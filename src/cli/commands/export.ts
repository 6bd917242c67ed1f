import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { ModelFile, Precision } from '../../classifier/index.ts'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import { addModelFile } from '../../export/model-file.ts'
import { tfliteOfBundle } from '../../export/tflite/bundle-model.ts'
import { bundleOption, precisionOption } from '../options.ts'

type ExportOptions = {
  readonly bundle?: string
  readonly format: 'tflite'
  readonly precision?: Precision
  readonly json?: boolean
}

const PATHS = { float32: 'model.tflite', int8: 'model.int8.tflite' } as const

export function registerExport(program: Command): void {
  program
    .command('export')
    .description("Write a bundle's model in the format of another runtime, beside the others.")
    .addOption(bundleOption())
    .addOption(
      new Option('--format <format>', 'tflite: for LiteRT in browsers and apps')
        .choices(['tflite'])
        .makeOptionMandatory(),
    )
    .addOption(precisionOption())
    .option('--json', 'print the entry of the manifest as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(exportModel)
}

async function exportModel(options: ExportOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, format, json } = options
  const { manifest, file: source, model } = await loadBundle(bundle, options.precision)
  const { precision } = source
  const kind = { path: PATHS[precision], format, precision }
  const { files } = await addModelFile(bundle, kind, tfliteOfBundle(model, manifest))
  const file = files.find(({ path }) => path === kind.path)!
  process.stdout.write(json ? `${JSON.stringify(file)}\n` : formatFile(bundle, file))
}

function formatFile(bundle: string, { path, precision, bytes, sha256 }: ModelFile): string {
  const megabytes = (bytes / 1e6).toFixed(2)
  return `${join(bundle, path)}: ${precision}, ${megabytes} MB, SHA-256 ${sha256.slice(0, 12)}…\n`
}

const EXAMPLES = `
Examples:
  dermalite export --format tflite                       the shipped int8 model as model.int8.tflite
  dermalite export --format tflite --precision float32   its float32 model as model.tflite
  dermalite export --format tflite --bundle models/mine --json | jq .sha256

The file takes one image at a time, channels last ([1, S, S, 3], float32), and answers with logits [1, K], cam [1, h, w, K]
and embedding [1, C]. Classes, preprocessing and licence are in its metadata, dermalite.json.`
