import { delimiter } from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import { PRECISIONS } from '../classifier/index.ts'

/** For options that count something: threads, images, seeds. */
export function parsePositiveInteger(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It must be a whole number from 1 on.')
  }
  return value
}

export const bundleOption = () =>
  new Option('--bundle <folder>', 'model bundle (default: the MobileNetV2 that ships)')

export const precisionOption = () =>
  new Option(
    '--precision <precision>',
    'which weights of the bundle (default: int8 where it has them, else float32)',
  ).choices(PRECISIONS)

export const priorOption = () =>
  new Option(
    '--prior <prior>',
    'class frequencies that the probabilities assume: balanced, dataset, or a YAML or JSON file',
  ).default('balanced')

export const coverageOption = () =>
  new Option(
    '--coverage <share>',
    'how often the marked classes shall hold the right one (default: 0.9)',
  ).argParser(parseShare)

function parseShare(text: string): number {
  const value = Number(text)
  if (value > 0 && value < 1) return value
  throw new InvalidArgumentError('It must be a number between 0 and 1.')
}

export const threadsOption = () =>
  new Option('--threads <n>', 'threads of one inference (default: the cores, at most 4)').argParser(
    parsePositiveInteger,
  )

export const dataOption = () =>
  new Option('--data <source>', 'data set (default: $DERMALITE_DATA, else data/ham10000)')

export const oodOption = () =>
  new Option(
    '--ood <folders...>',
    'pictures that the model should not know, to compare scores on (default: $DERMALITE_OOD)',
  )

/** Folders named in `DERMALITE_OOD`, like those of `PATH`. */
export const oodFolders = () => (process.env.DERMALITE_OOD ?? '').split(delimiter).filter(Boolean)

export const paramsOption = () =>
  new Option(
    '--params <file>',
    'what is not said here (default: params.yaml where there is one, else what suits the shipped models)',
  )

/** Options as they were said, without those that were not. */
export function withoutMissing<T extends object>(
  options: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const said = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(said) as { [Name in keyof T]?: Exclude<T[Name], undefined> }
}
