import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LESION_CLASSES, type LesionClass } from '../../classes.ts'
import { encodePng } from '../../image/node/encode.ts'
import { reportWriteFailure } from '../../write-failure.ts'
import { writeFileAtomic } from '../../write-file.ts'
import { drawLesion } from './lesion.ts'

const SEED = 1
const SIZE = { width: 400, height: 300 }

/**
 * One synthetic picture of each class, `synthetic-<class>.png`, drawn where the file is missing.
 *
 * @returns their paths in the order of `LESION_CLASSES`
 * @throws DermaliteError `write-failed`: the folder cannot be written
 */
export async function ensureSyntheticSamples(folder: string): Promise<string[]> {
  const paths: string[] = []
  for (const lesionClass of LESION_CLASSES) {
    const path = join(folder, `synthetic-${lesionClass}.png`)
    if (!existsSync(path)) await reportWriteFailure(path, writeSample(path, lesionClass))
    paths.push(path)
  }
  return paths
}

async function writeSample(path: string, lesionClass: LesionClass): Promise<void> {
  const image = drawLesion({ class: lesionClass, seed: SEED, lesion: 0, view: 0 }, SIZE)
  await writeFileAtomic(path, await encodePng(image))
}
