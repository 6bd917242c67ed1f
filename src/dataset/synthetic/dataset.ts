import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { LESION_CLASSES } from '../../classes.ts'
import { DermaliteError } from '../../errors.ts'
import { writeJpeg } from '../../image/node/encode.ts'
import { mapOrdered } from '../../map-ordered.ts'
import { createRandom } from '../../random.ts'
import { reportWriteFailure } from '../../write-failure.ts'
import { writeFileAtomic } from '../../write-file.ts'
import { readLabelsTable } from '../labels-table.ts'
import { readMarker, writeMarker } from '../marker.ts'
import type { Dataset } from '../types.ts'
import { DEFAULT_SIZE, drawLesion, type SyntheticLesion } from './lesion.ts'

const side = z.int().min(32).max(2048)
const optionsSchema = z.object({
  imagesPerClass: z.int().min(1).max(100_000),
  seed: z.int().default(1),
  width: side.default(DEFAULT_SIZE.width),
  height: side.default(DEFAULT_SIZE.height),
})

export type SyntheticDatasetOptions = z.input<typeof optionsSchema> & {
  readonly onProgress?: (done: number, total: number) => void
}

const TABLE = 'metadata.csv'
const CONCURRENCY = 4
const VIEWS_STREAM = 0x636f756e
/** How many pictures there are of a lesion, each number as frequent as it stands here. */
const VIEWS = [1, 1, 1, 2, 3]

/**
 * Draws a data set of synthetic lesions into a folder: `<class>/<id>.jpg`, `metadata.csv` (image, label, group) and
 * `dataset.json`, which says that it is drawn. Some lesions are shown two or three times and share a group. The same options
 * give the same files.
 *
 * @throws DermaliteError `bad-argument`: an option out of range, or a folder that holds something else; `write-failed`
 */
export async function writeSyntheticDataset(
  folder: string,
  { onProgress, ...rest }: SyntheticDatasetOptions,
): Promise<Dataset> {
  const options = checkOptions(rest)
  const { imagesPerClass, seed } = options
  await refuseOtherContent(folder)
  const marker = { name: `synthetic-${imagesPerClass}-seed-${seed}`, synthetic: true }
  const pictures = planPictures(imagesPerClass, seed)
  const draw = ({ image, lesion }: Picture) =>
    reportWriteFailure(folder, writeJpeg(join(folder, image), drawLesion(lesion, options)))
  let done = 0
  await reportWriteFailure(folder, writeMarker(folder, marker))
  for await (const _ of mapOrdered(pictures, CONCURRENCY, draw)) {
    onProgress?.(++done, pictures.length)
  }
  const table = join(folder, TABLE)
  await reportWriteFailure(table, writeFileAtomic(table, tableOf(pictures)))
  return { ...(await readLabelsTable(table)), ...marker }
}

type Picture = { readonly image: string; readonly group: string; readonly lesion: SyntheticLesion }

function planPictures(imagesPerClass: number, seed: number): Picture[] {
  return LESION_CLASSES.flatMap((name, label) => {
    const random = createRandom(VIEWS_STREAM, seed, label)
    const pictures: Picture[] = []
    for (let lesion = 0; pictures.length < imagesPerClass; lesion++) {
      const views = Math.min(VIEWS[random.int(VIEWS.length)]!, imagesPerClass - pictures.length)
      for (let view = 0; view < views; view++) {
        const number = String(pictures.length + 1).padStart(5, '0')
        pictures.push({
          image: `${name}/synthetic-${name}-${number}.jpg`,
          group: `synthetic-${name}-lesion-${String(lesion + 1).padStart(5, '0')}`,
          lesion: { class: name, seed, lesion, view },
        })
      }
    }
    return pictures
  })
}

function tableOf(pictures: readonly Picture[]): string {
  const rows = pictures.map(({ image, group, lesion }) => [image, lesion.class, group])
  return stringify([['image', 'label', 'group'], ...rows])
}

function checkOptions(options: z.input<typeof optionsSchema>): z.output<typeof optionsSchema> {
  const checked = optionsSchema.safeParse(options)
  if (checked.success) return checked.data
  throw new DermaliteError(
    'bad-argument',
    `no synthetic data set can be drawn like this: ${z.prettifyError(checked.error)}`,
    'Pass at least 1 image a class and sides of 32 to 2,048 pixels.',
  )
}

/** A new set may replace a synthetic one, nothing else. */
async function refuseOtherContent(folder: string): Promise<void> {
  const files = await readdir(folder).catch(() => [])
  if (files.length === 0 || (await readMarker(folder))?.synthetic) return
  throw new DermaliteError(
    'bad-argument',
    `${folder} holds something else than a synthetic data set`,
    'Name a new or an empty folder.',
  )
}
