import { join } from 'node:path'
import { Argument, type Command } from 'commander'
import { fetchHam10000, HAM10000_HOME } from '../../../dataset/ham10000/fetch.ts'
import { type CountProgress, countProgress } from '../../count-progress.ts'

type FetchOptions = { readonly out: string; readonly baseUrl: string }

const EXAMPLES = `
HAM10000: 10,015 dermoscopic images of 7,470 lesions, 2.8 GB, from the Harvard Dataverse (doi:10.7910/DVN/DBW86T). Every
file is checked against the checksum that the repository states. After an interruption run it again: it goes on where it
stopped, and what is there stays.

Examples:
  dermalite data fetch ham10000
  dermalite data fetch ham10000 --out /data/ham10000

Tschandl, Rosendahl, Kittler: The HAM10000 dataset, Scientific Data 5, 180161 (2018). Licence CC BY-NC 4.0: for research and
education, with attribution; the same holds for weights that are trained on it.`

const BYTES_PER_MEGABYTE = 1e6

export function registerFetch(data: Command): void {
  data
    .command('fetch')
    .description('Download a public data set, resumably and with its checksums checked.')
    .addArgument(new Argument('<dataset>', 'which one').choices(['ham10000']))
    .option('--out <folder>', 'where to', join('data', 'ham10000'))
    .option('--base-url <address>', 'the Dataverse repository to ask', HAM10000_HOME)
    .addHelpText('after', EXAMPLES)
    .action(fetchDataset)
}

async function fetchDataset(_: string, { out, baseUrl }: FetchOptions): Promise<void> {
  const events = fetchEvents()
  const fetched = await fetchHam10000({ out, baseUrl, events }).finally(events.stop)
  const what = fetched.length > 0 ? `fetched ${fetched.join(', ')}` : 'all was there already'
  process.stdout.write(
    `${out}: ${what}\nLicence CC BY-NC 4.0. Next: dermalite data check --data ${out}\n`,
  )
}

/** One bar for all transfers, then one for each archive. */
function fetchEvents() {
  const download = countProgress('downloading', 'MB')
  const archives = new Map<string, CountProgress>()
  return {
    onDownload(received: number, total: number) {
      download.moveTo(megabytes(received), megabytes(total))
    },
    onUnpack(archive: string, done: number, total: number) {
      download.stop()
      const progress = archives.get(archive) ?? countProgress(`unpacking ${archive}`, 'images')
      archives.set(archive, progress)
      progress.moveTo(done, total)
      if (done === total) progress.stop()
    },
    stop() {
      for (const progress of [download, ...archives.values()]) progress.stop()
    },
  }
}

/** At least one, so that small files have a bar as well. */
function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / BYTES_PER_MEGABYTE))
}
