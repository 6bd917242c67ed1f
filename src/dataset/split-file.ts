import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import { writeFileAtomic } from '../write-file.ts'
import { SPLIT_SIDES, type Split, splitByGroup } from './split.ts'
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

/**
 * The sides of a data set as its split file says; a file that is not there yet is written first.
 *
 * @param seed for a new split; one that is already written keeps its own
 * @throws DermaliteError `split-invalid`: the file is damaged, belongs to another data set, leaves out a picture, or puts a
 *   lesion on two sides
 */
export async function loadOrCreateSplit(
  path: string,
  dataset: Dataset,
  seed: number,
): Promise<{ readonly split: Split<Sample>; readonly seed: number }> {
  const file = (await readSplitFile(path)) ?? (await writeSplit(path, dataset, seed))
  return { split: applySplit(file, dataset, path), seed: file.seed }
}

async function writeSplit(path: string, dataset: Dataset, seed: number): Promise<SplitFile> {
  const split = splitByGroup(dataset.samples, { seed })
  const sides = SPLIT_SIDES.map((side) => [side, split[side].map(({ id }) => id)])
  const file = splitFileSchema.parse({
    schemaVersion: 1,
    dataset: dataset.name,
    seed,
    ...Object.fromEntries(sides),
  })
  await writeFileAtomic(path, `${JSON.stringify(file, null, 1)}\n`)
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
  const sideOf = new Map(SPLIT_SIDES.flatMap((side) => file[side].map((id) => [id, side] as const)))
  const sides: Record<(typeof SPLIT_SIDES)[number], Sample[]> = { train: [], val: [], test: [] }
  const groupSide = new Map<string, string>()
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

function invalid(path: string, problem: string): DermaliteError {
  return new DermaliteError(
    'split-invalid',
    `the split ${path} cannot be used: ${problem}`,
    'Restore the file, or delete it and split again: results of different splits cannot be compared.',
  )
}
