import type { Command } from 'commander'
import { writeSyntheticDataset } from '../../../dataset/synthetic/dataset.ts'
import { DEFAULT_SIZE } from '../../../dataset/synthetic/lesion.ts'
import { countProgress } from '../../count-progress.ts'
import { parsePositiveInteger } from '../../options.ts'

type SynthesizeOptions = {
  readonly count: number
  readonly width: number
  readonly height: number
  readonly seed: number
}

const EXAMPLES = `
The pictures are synthetic: drawn by rules, in the seven classes of HAM10000. They exercise every stage without a download
and without photographs of people; what a model learns from them says nothing about real skin.

Examples:
  dermalite data synthesize
  dermalite data synthesize data/drawn --count 500 --width 300 --height 225
  npx tsx train.ts --data data/synthetic`

export function registerSynthesize(data: Command): void {
  data
    .command('synthesize')
    .description('Draw a data set of synthetic lesions.')
    .argument(
      '[folder]',
      'a new or empty folder, or a synthetic data set to replace',
      'data/synthetic',
    )
    .option('--count <n>', 'images of each class', parsePositiveInteger, 100)
    .option('--width <pixels>', 'of each image', parsePositiveInteger, DEFAULT_SIZE.width)
    .option('--height <pixels>', 'of each image', parsePositiveInteger, DEFAULT_SIZE.height)
    .option('--seed <n>', 'another seed draws other lesions', parsePositiveInteger, 1)
    .addHelpText('after', EXAMPLES)
    .action(synthesize)
}

async function synthesize(
  folder: string,
  { count, width, height, seed }: SynthesizeOptions,
): Promise<void> {
  const progress = countProgress('drawing', 'synthetic images')
  const { samples } = await writeSyntheticDataset(folder, {
    imagesPerClass: count,
    width,
    height,
    seed,
    onProgress: progress.moveTo,
  }).finally(progress.stop)
  const lesions = new Set(samples.map(({ group }) => group)).size
  const what = `${samples.length} synthetic images of ${lesions} drawn lesions`
  process.stdout.write(`${folder}: ${what}, none of them photographed\n`)
}
