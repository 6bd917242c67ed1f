import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import sharp from 'sharp'
import type { Dataset, Sample } from '../../src/dataset/types.ts'

/** The whole of HAM10000, where it is. */
export const REAL_HAM10000 = [process.env.DERMALITE_DATA, resolve('../shared/ham10000')].find(
  (place) => place !== undefined && existsSync(join(place, 'HAM10000_metadata.csv')),
)

/** What to add to the name of a test on the real data set. */
export const REAL_NOTE = REAL_HAM10000
  ? ''
  : ' (SKIPPED: no HAM10000 here, name it with DERMALITE_DATA)'

/** A small JPEG of one colour, which is the `hue`'s. */
export function drawJpeg(hue = 0): Promise<Buffer> {
  const background = { r: (hue * 67) % 256, g: (hue * 31) % 256, b: 96 }
  return sharp({ create: { width: 32, height: 24, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

export const HAM10000_HEADER = 'lesion_id,image_id,dx,dx_type,age,sex,localization'

export const ham10000Row = (lesion: string, image: string, dx: string) =>
  `${lesion},${image},${dx},histo,45.0,female,back`

/** HAM10000 as Kaggle lays it out: a table with the given rows and a picture for each of the given ids. */
export async function writeHam10000(
  folder: string,
  rows: readonly string[],
  images: readonly string[],
): Promise<void> {
  const pictures = await Promise.all(images.map((_, index) => drawJpeg(index)))
  await writeFiles(folder, {
    'HAM10000_metadata.csv': [HAM10000_HEADER, ...rows, ''].join('\n'),
    ...Object.fromEntries(
      images.map((id, index) => [
        `HAM10000_images_part_${(index % 2) + 1}/${id}.jpg`,
        pictures[index]!,
      ]),
    ),
  })
}

export function sample(id: string, label: number, group: string): Sample {
  return { id, path: `/pictures/${id}.jpg`, label, group, metadata: {} }
}

export function datasetOfSamples(samples: readonly Sample[], name = 'made-up'): Dataset {
  const classes = ['bkl', 'mel', 'nv']
  return { name, root: '/pictures', classes, samples, problems: [], synthetic: false }
}
