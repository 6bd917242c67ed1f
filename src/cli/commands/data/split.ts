import type { Command } from 'commander'
import { type ClassCounts, type Counts, countSamples } from '../../../dataset/counts.ts'
import { SPLIT_SIDES, type SplitSide } from '../../../dataset/split.ts'
import { createSplit, splitPath } from '../../../dataset/split-file.ts'
import { textTable } from '../../../text-table.ts'
import { openDatasetVisibly } from '../../open-dataset.ts'
import { dataOption, parsePositiveInteger } from '../../options.ts'

type SplitOptions = {
  readonly data?: string
  readonly seed: number
  readonly out?: string
  readonly force: boolean
  readonly json?: boolean
}

const EXAMPLES = `
All images of a lesion stand on one side; each side gets its share of the lesions of every class: 70 % for training, 15 %
for validation, 15 % for the test. The same seed gives the same split.

Examples:
  dermalite data split
  dermalite data split --data data/synthetic --seed 2
  dermalite data split --json | jq .sides.test.lesions`

export function registerSplit(data: Command): void {
  data
    .command('split')
    .description('Divide a data set by lesion into images for training, validation and test.')
    .addOption(dataOption())
    .option('--seed <n>', 'another seed gives another split', parsePositiveInteger, 1)
    .option('--out <file>', 'where to write it (default: data/splits/<data set>.json)')
    .option('--force', 'replace another split that is already there', false)
    .option('--json', 'print one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(split)
}

async function split({ data, seed, out, force, json }: SplitOptions): Promise<void> {
  const dataset = await openDatasetVisibly(data)
  const path = out ?? splitPath(dataset)
  const { split, written } = await createSplit(path, dataset, { seed, force })
  const count = (side: SplitSide) => countSamples(dataset.classes, split[side])
  const sides = { train: count('train'), val: count('val'), test: count('test') }
  process.stdout.write(
    json
      ? `${JSON.stringify({ dataset: dataset.name, seed, path, written, sides })}\n`
      : `${countsTable(sides)}\n\n${path}${written ? '' : ' (it held this split already)'}\n`,
  )
}

/** Images, and in parentheses lesions, of each class and side. */
function countsTable(sides: Readonly<Record<SplitSide, ClassCounts>>): string {
  const cell = ({ images, lesions }: Counts) => `${format(images)} (${format(lesions)})`
  const rows = sides.train.perClass.map(({ name }, label) => [
    name,
    ...SPLIT_SIDES.map((side) => cell(sides[side].perClass[label]!)),
  ])
  return textTable(
    [
      { title: 'images (lesions)' },
      ...SPLIT_SIDES.map((title) => ({ title, align: 'right' as const })),
    ],
    [...rows, ['all', ...SPLIT_SIDES.map((side) => cell(sides[side]))]],
  )
}

function format(count: number): string {
  return count.toLocaleString('en-US')
}
