import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { findLayers } from '../../attribution/layers.ts'
import { METHOD_NAMES, METHODS, type MethodName } from '../../attribution/methods/registry.ts'
import { openExplainableModel } from '../../attribution/node/open-model.ts'
import { DermaliteError } from '../../classifier/index.ts'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import type { Graph } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { COLOUR_MAPS, type ColourMap } from '../../image/colour-map.ts'
import { textTable } from '../../text-table.ts'
import { reportWriteFailure } from '../../write-failure.ts'
import { countProgress } from '../count-progress.ts'
import { EXIT_FAILURE } from '../errors.ts'
import { type ExplainedFile, explainFiles } from '../explanation/explain-files.ts'
import { expandInputs } from '../inputs.ts'
import { RESEARCH_NOTICE } from '../notice.ts'
import { bundleOption, parsePositiveInteger } from '../options.ts'
import { formatFailure } from '../print-answer.ts'

type ExplainCommandOptions = {
  readonly bundle?: string
  readonly method: MethodName
  readonly layer?: readonly string[]
  readonly layers?: boolean
  readonly class?: string
  readonly flips?: boolean
  readonly opacity: number
  readonly colourMap: ColourMap
  readonly out: string
  readonly threads: number
  readonly json?: boolean
}

export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('Show what in a picture spoke for a class: by six methods, at any layer.')
    .argument('[pictures...]', 'files, folders or glob patterns')
    .addOption(bundleOption())
    .addOption(
      new Option('--method <method>', 'how the map is computed')
        .choices(METHOD_NAMES)
        .default('grad-cam'),
    )
    .option(
      '--layer <names>',
      'where: one layer, or several with commas between, to average (default: the last)',
      (text) => text.split(','),
    )
    .option('--layers', 'list the layers, and stop')
    .option('--class <class>', 'explain this class (default: the answer)')
    .option('--flips', 'average over the mirrored pictures too: less noise')
    .option('--opacity <share>', 'of the strongest colour, 0 to 1', parseShare, 0.6)
    .addOption(new Option('--colour-map <map>', 'colours').choices(COLOUR_MAPS).default('viridis'))
    .option('--out <folder>', 'where to write the pictures', join('data', 'results', 'explained'))
    .option('--threads <n>', 'threads of inference', parsePositiveInteger, availableParallelism())
    .option('--json', 'print one line of JSON for each picture, in their order')
    .addHelpText('after', HELP)
    .action(explainCommand)
}

async function explainCommand(
  paths: readonly string[],
  options: ExplainCommandOptions,
): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, out, method, layer: names, threads, json } = options
  const { manifest, model: bytes } = await loadBundle(bundle, 'float32')
  const { graph } = readOnnx(bytes)
  if (options.layers) return printLayers(graph, json)
  requirePictures(paths)
  requireClass(options.class, manifest.classes)
  const inputs = await expandInputs(paths)
  const model = await openExplainableModel(graph, { layers: names, threads })
  const progress = countProgress('explaining', 'pictures')
  try {
    await reportWriteFailure(out, mkdir(out, { recursive: true }))
    const results = explainFiles(model, inputs, {
      ...{ manifest, out, method: METHODS[method], flips: options.flips ?? false },
      ...{ shownClass: options.class, overlay: options },
    })
    const how = { method, layers: model.layers.map(({ name }) => name), flips: !!options.flips }
    let done = 0
    for await (const result of results) {
      if (inputs.length > 1) progress.moveTo(++done, inputs.length)
      if ('error' in result) process.exitCode = EXIT_FAILURE
      if (json) process.stdout.write(`${JSON.stringify({ ...result, ...how })}\n`)
      else if ('error' in result) process.stderr.write(formatFailure(result.file, result.error))
      else process.stdout.write(formatExplanation(result))
    }
    if (!json) process.stdout.write(`\n${RESEARCH_NOTICE}\n`)
  } finally {
    progress.stop()
    await model.dispose()
  }
}

function formatExplanation(explained: ExplainedFile): string {
  const { file, label, class: shown, probability, heatmap, evidence } = explained
  const percent = `${(probability * 100).toFixed(1)} %`
  const asked = shown === label ? `answer: ${label}` : `answer: ${label}; explained: ${shown}`
  return `${file}\n  ${asked}, ${percent}\n  ${evidence.sentence}\n  ${heatmap}\n`
}

function printLayers(graph: Graph, json = false): void {
  const layers = findLayers(graph)
  const rows = layers.map(({ name, channels, height, width }) => [
    name,
    `${channels}`,
    `${height} x ${width}`,
  ])
  const columns = [
    { title: 'layer' },
    { title: 'channels', align: 'right' },
    { title: 'map', align: 'right' },
  ] as const
  process.stdout.write(json ? `${JSON.stringify(layers)}\n` : `${textTable(columns, rows)}\n`)
}

function parseShare(text: string): number {
  const value = Number(text)
  if (text !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('It must be a number from 0 to 1.')
}

function requirePictures(paths: readonly string[]): void {
  if (paths.length > 0) return
  throw new DermaliteError('no-images', 'no picture was named', 'Name files, folders or patterns.')
}

function requireClass(name: string | undefined, classes: readonly string[]): void {
  if (name === undefined || classes.includes(name)) return
  throw new DermaliteError(
    'bad-argument',
    `the model has no class "${name}"`,
    `Pass one of ${classes.join(', ')}.`,
  )
}

const HELP = `
Methods (by the gradient of the class's logit, but for the last two):
  grad-cam     Selvaraju 2017    channels weighted by their mean gradient; what classify draws
  grad-cam++   Chattopadhay 2018 the same with positive gradients, each weighted
  hires-cam    Draelos 2020      every activation times its own gradient
  layer-cam    Jiang 2021        the same with positive gradients; the one for early, finer layers
  eigen-cam    Muhammad 2020     what the layer saw most; knows no class
  score-cam    Wang 2020         channels weighted by what they alone answer; slow, one run a channel

Examples:
  dermalite explain photo.jpg                                      as classify does, by automatic differentiation
  dermalite explain --class mel photo.jpg                          what speaks for melanoma
  dermalite explain --method layer-cam --layer blocks.13.expand photo.jpg
  dermalite explain --method layer-cam --layer blocks.13.expand,head --flips photo.jpg
  dermalite explain --layers                                       what --layer takes

Takes the float32 weights of the bundle. How far the maps can be trusted: dermalite faithfulness.`
