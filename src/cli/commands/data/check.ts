import type { Command } from 'commander'
import { countSamples } from '../../../dataset/counts.ts'
import { formatReport, requireNoProblems } from '../../../dataset/report.ts'
import type { Dataset } from '../../../dataset/types.ts'
import { openDatasetVisibly, verifyImagesVisibly } from '../../open-dataset.ts'
import { dataOption } from '../../options.ts'

type CheckOptions = {
  readonly data?: string
  readonly strict?: boolean
  readonly json?: boolean
}

const EXAMPLES = `
Checks every row of the table and decodes every picture; what was found is kept in data/cache, so that the next check
decodes only new and changed pictures. A data set is
  HAM10000 as Kaggle lays it out: its folder, or Kaggle's zip archive;
  a table with the columns image, label and perhaps group (the lesion or patient), or a folder or zip that holds one;
  a folder or zip with a folder of pictures for each class.

Examples:
  dermalite data check
  dermalite data check --data archive.zip --strict
  dermalite data check --json | jq '.problems[].where'

Exit code 0: the data set can be used; 1: it cannot, or --strict was given and something is wrong.`

export function registerCheck(data: Command): void {
  data
    .command('check')
    .description('Check every row and picture of a data set, and count its images and lesions.')
    .addOption(dataOption())
    .option('--strict', 'fail if anything is wrong')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(check)
}

async function check({ data, strict, json }: CheckOptions): Promise<void> {
  const dataset = await verifyImagesVisibly(await openDatasetVisibly(data))
  process.stdout.write(json ? `${JSON.stringify(recordOf(dataset))}\n` : formatReport(dataset))
  if (strict) requireNoProblems(dataset)
}

function recordOf({ name, root, synthetic, classes, samples, problems }: Dataset) {
  return { name, root, synthetic, ...countSamples(classes, samples), problems }
}
