import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { findLesionMasks, readLesionMask } from '../../../dataset/ham10000/lesion-masks.ts'
import { SPLIT_SIDES, type SplitSide } from '../../../dataset/split.ts'
import { loadOrCreateSplit, splitPath } from '../../../dataset/split-file.ts'
import { createRandom } from '../../../random.ts'
import { textTable } from '../../../text-table.ts'
import { reportWriteFailure } from '../../../write-failure.ts'
import { writeFileAtomic } from '../../../write-file.ts'
import { countProgress } from '../../count-progress.ts'
import { openDatasetVisibly } from '../../open-dataset.ts'
import { dataOption, paramsOption, parsePositiveInteger } from '../../options.ts'
import { readParams } from '../../params/read.ts'
import { measureQualityChecks, type QualityReport } from '../../quality/measure.ts'

type QualityOptions = {
  readonly data?: string
  readonly params?: string
  readonly split: SplitSide
  readonly images: number
  readonly seed: number
  readonly out: string
  readonly json?: boolean
}

export function registerQuality(data: Command): void {
  data
    .command('quality')
    .description(
      'Measure the checks of picture quality: what they refuse of good and of spoiled pictures.',
    )
    .addOption(dataOption())
    .addOption(paramsOption())
    .addOption(
      new Option('--split <side>', 'which side of the split').choices(SPLIT_SIDES).default('val'),
    )
    .option('--images <n>', 'how many, drawn at random', parsePositiveInteger, 500)
    .option('--seed <n>', 'another seed draws other images', parsePositiveInteger, 1)
    .option('--out <file>', 'where to write the numbers', join('data', 'results', 'quality.json'))
    .option('--json', 'print them as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(quality)
}

const SAMPLE_STREAM = 0x7175616c

async function quality(options: QualityOptions): Promise<void> {
  const { split: side, images, seed, out } = options
  const params = await readParams(options.params)
  const dataset = await openDatasetVisibly(options.data)
  const { split } = await loadOrCreateSplit(splitPath(dataset), dataset, params.split.seed)
  const samples = [...split[side]]
  createRandom(SAMPLE_STREAM, seed).shuffle(samples)
  const masks = await findLesionMasks(dataset)
  const progress = countProgress('judging pictures', 'images')
  const report = await measureQualityChecks(
    samples.slice(0, images),
    async ({ id }) => (masks.has(id) ? readLesionMask(masks.get(id)!) : undefined),
    progress.moveTo,
  ).finally(progress.stop)
  const record = {
    dataset: dataset.name,
    synthetic: dataset.synthetic,
    split: side,
    seed,
    ...report,
  }
  await reportWriteFailure(out, writeFileAtomic(out, `${JSON.stringify(record, null, 2)}\n`))
  process.stdout.write(options.json ? `${JSON.stringify(record)}\n` : `${format(report)}\n${out}\n`)
}

function format({ images, clean, spoiled, lesions }: QualityReport): string {
  const reasons = Object.entries(clean.byCode).map(([code, rate]) => `${code} ${percent(rate)}`)
  const outlines =
    lesions === null
      ? 'no lesion masks to compare with'
      : `median Jaccard ${lesions.medianJaccard.toFixed(3)}, mean ${lesions.meanJaccard.toFixed(3)}, ` +
        `at least 0.5: ${percent(lesions.half)}`
  return [
    `${images} images as they are: ${percent(clean.flagged)} flagged (${reasons.join(', ') || 'for no reason'})`,
    `lesions found: ${outlines}`,
    '',
    textTable(
      [
        { title: 'made worse' },
        { title: 'must say' },
        { title: 'images', align: 'right' },
        { title: 'says it', align: 'right' },
        { title: 'flagged', align: 'right' },
      ],
      spoiled.map(({ name, code, images, found, flagged }) => [
        name,
        code,
        String(images),
        percent(found),
        percent(flagged),
      ]),
    ),
    '',
  ].join('\n')
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

const EXAMPLES = `
Examples:
  dermalite data quality                        500 validation images
  dermalite data quality --images 5000 --json   all of them

Every picture is judged as it is and made worse in known ways. Where the data set has lesion masks, the lesions found
are compared with them.`
