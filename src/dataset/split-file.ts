import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import { reportWriteFailure } from '../write-failure.ts'
import { writeFileAtomic } from '../write-file.ts'
import { SPLIT_SIDES, type Split, type SplitSide, splitByGroup } from './split.ts'
import type { Dataset, Sample } from './types.ts'

const ids = z.array(z.string().min(1))

const splitFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  dataset: z.string().min(1),
  seed: z.int(),
  train: ids,
  val: ids,
  test: ids,
})

/** `data/splits/<dataset>.json`: which picture stands on which side, by id. */
export type SplitFile = z.infer<typeof splitFileSchema>

export type LoadedSplit = {
  readonly split: Split<Sample>
  readonly seed: number
  readonly sizes: Readonly<Record<SplitSide, number>>
}

/** Where the split of a data set is kept. */
export function splitPath({ name }: Dataset): string {
  return join('data', 'splits', `${name}.json`)
}

/**
 * The sides of a data set as its split file says; a file that is not there yet is written first.
 *
 * @param seed for a new split; one that is already written keeps its own
 * @returns the sides, the seed, and how many pictures the file puts on each side, those that are missing here too
 * @throws DermaliteError `split-invalid`: the file is damaged, belongs to another data set, leaves out a picture or names
 *   it twice, or puts a lesion on two sides; `write-failed`
 */
export async function loadOrCreateSplit(
  path: string,
  dataset: Dataset,
  seed: number,
): Promise<LoadedSplit> {
  const file = (await readSplitFile(path)) ?? (await writeSplitFile(path, splitOf(dataset, seed)))
  const { train, val, test } = file
  return {
    split: applySplit(file, dataset, path),
    seed: file.seed,
    sizes: { train: train.length, val: val.length, test: test.length },
  }
}

/**
 * Splits a data set and writes the split.
 *
 * @param options.force replaces another split that is already there
 * @returns `written` is false where the very same split was there
 * @throws DermaliteError `split-exists`, `split-invalid` where the split that is there is damaged, `write-failed`
 */
export async function createSplit(
  path: string,
  dataset: Dataset,
  { seed, force }: { readonly seed: number; readonly force: boolean },
): Promise<{ readonly split: Split<Sample>; readonly written: boolean }> {
  const file = splitOf(dataset, seed)
  const split = applySplit(file, dataset, path)
  const present = force ? undefined : await readSplitFile(path)
  if (present === undefined) {
    await writeSplitFile(path, file)
    return { split, written: true }
  }
  if (isDeepStrictEqual(present, file)) return { split, written: false }
  throw new DermaliteError(
    'split-exists',
    `${path} holds another split (data set ${present.dataset}, seed ${present.seed})`,
    'Keep it, or replace it with --force: results of different splits cannot be compared.',
  )
}

function splitOf(dataset: Dataset, seed: number): SplitFile {
  const split = splitByGroup(dataset.samples, { seed })
  const side = (name: SplitSide) => split[name].map(({ id }) => id)
  return {
    schemaVersion: 1,
    dataset: dataset.name,
    seed,
    train: side('train'),
    val: side('val'),
    test: side('test'),
  }
}

async function writeSplitFile(path: string, file: SplitFile): Promise<SplitFile> {
  await reportWriteFailure(path, writeFileAtomic(path, `${JSON.stringify(file, null, 1)}\n`))
  return file
}

async function readSplitFile(path: string): Promise<SplitFile | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw invalid(path, (error as Error).message)
  }
  try {
    return splitFileSchema.parse(JSON.parse(text))
  } catch (error) {
    throw invalid(path, error instanceof z.ZodError ? z.prettifyError(error) : String(error))
  }
}

function applySplit(file: SplitFile, dataset: Dataset, path: string): Split<Sample> {
  if (file.dataset !== dataset.name) {
    throw invalid(path, `it splits "${file.dataset}", not "${dataset.name}"`)
  }
  const sideOf = sidesById(file, path)
  const sides: Record<SplitSide, Sample[]> = { train: [], val: [], test: [] }
  const groupSide = new Map<string, SplitSide>()
  for (const sample of dataset.samples) {
    const side = sideOf.get(sample.id)
    if (side === undefined) throw invalid(path, `it does not name the picture ${sample.id}`)
    if ((groupSide.get(sample.group) ?? side) !== side) {
      throw invalid(path, `the lesion ${sample.group} stands on two sides`)
    }
    groupSide.set(sample.group, side)
    sides[side].push(sample)
  }
  return sides
}

function sidesById(file: SplitFile, path: string): Map<string, SplitSide> {
  const sideOf = new Map<string, SplitSide>()
  for (const side of SPLIT_SIDES) {
    for (const id of file[side]) {
      if (sideOf.has(id)) throw invalid(path, `it names the picture ${id} twice`)
      sideOf.set(id, side)
    }
  }
  return sideOf
}

function invalid(path: string, problem: string): DermaliteError {
  return new DermaliteError(
    'split-invalid',
    `the split ${path} cannot be used: ${problem}`,
    'Restore the file, or delete it and split again: results of different splits cannot be compared.',
  )
}
