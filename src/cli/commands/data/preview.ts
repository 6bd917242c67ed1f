import { join } from 'node:path'
import type { Command } from 'commander'
import type { Dataset, Sample } from '../../../dataset/types.ts'
import { writePng } from '../../../image/node/encode.ts'
import { reportWriteFailure } from '../../../write-failure.ts'
import { openDatasetVisibly } from '../../open-dataset.ts'
import { dataOption, paramsOption, parsePositiveInteger } from '../../options.ts'
import { readParams } from '../../params/read.ts'
import { choosePreviewSamples, previewSheet } from '../../preview-sheet.ts'

type PreviewOptions = {
  readonly data?: string
  readonly params?: string
  readonly count: number
  readonly views: number
  readonly size?: number
  readonly seed: number
  readonly out: string
}

const EXAMPLES = `
One row for each image: on the left the centre square as the network gets it to classify, beside it views as it gets them
to learn from, changed at random as train.augment in the parameters says.

Examples:
  dermalite data preview
  dermalite data preview --data data/synthetic --count 7 --views 9
  dermalite data preview --data photos.zip --size 96 --seed 2 --out views.png`

export function registerPreview(data: Command): void {
  data
    .command('preview')
    .description('Draw what the network sees of some images of a data set.')
    .addOption(dataOption())
    .addOption(paramsOption())
    .option('--count <n>', 'images, the classes in turn', parsePositiveInteger, 8)
    .option('--views <n>', 'augmented views of each', parsePositiveInteger, 6)
    .option(
      '--size <pixels>',
      "side of the network's input (default: of the last phase)",
      parsePositiveInteger,
    )
    .option('--seed <n>', 'another seed shows other images and views', parsePositiveInteger, 1)
    .option('--out <file>', 'the PNG file', join('data', 'results', 'preview.png'))
    .addHelpText('after', EXAMPLES)
    .action(preview)
}

async function preview({ data, params, count, views, seed, out, ...options }: PreviewOptions) {
  const { train } = await readParams(params)
  const size = options.size ?? train.phases.at(-1)!.size
  const dataset = await openDatasetVisibly(data)
  const samples = choosePreviewSamples(dataset.samples, count, seed)
  const sheet = await previewSheet(samples, { views, size, seed, augment: train.augment })
  await reportWriteFailure(out, writePng(out, sheet))
  process.stdout.write(`${describe(dataset, samples)}\n${out}\n`)
}

function describe({ name, classes, synthetic }: Dataset, samples: readonly Sample[]): string {
  const rows = samples.map(({ id, label }, row) => `  row ${row + 1}: ${classes[label]}  ${id}`)
  const kind = synthetic ? ', synthetic: drawn, not photographed' : ''
  return [`data set ${name}${kind}`, ...rows].join('\n')
}
