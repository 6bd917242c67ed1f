import { DermaliteError } from '../errors.ts'
import { textTable } from '../text-table.ts'
import { countSamples } from './counts.ts'
import type { Dataset, DatasetProblem, ProblemCode } from './types.ts'

const SHOWN_OF_EACH = 5

/** What a report calls each kind of problem, in its order. */
const PROBLEM_TITLES: Readonly<Record<ProblemCode, string>> = {
  'bad-row': 'rows that cannot be read',
  'unknown-diagnosis': 'unknown diagnoses',
  'conflicting-diagnoses': 'lesions with two diagnoses',
  'no-class': 'pictures without a class',
  'duplicate-id': 'pictures named twice',
  'missing-image': 'missing pictures',
  'undecodable-image': 'pictures that cannot be decoded',
}

/** A data set as people read it: images and lesions of each class, then the number and the first few of each problem. */
export function formatReport(dataset: Dataset): string {
  const { name, root, synthetic, problems } = dataset
  const drawn = synthetic ? ', synthetic: drawn, not photographed' : ''
  return [
    `data set ${name} (${root}${drawn})`,
    '',
    countsTable(dataset),
    '',
    problems.length === 0 ? 'no problems' : formatProblems(problems),
    '',
  ].join('\n')
}

/**
 * For `--strict`: nothing may be wrong.
 *
 * @throws DermaliteError `dataset-invalid`
 */
export function requireNoProblems({ name, root, problems }: Dataset): void {
  if (problems.length === 0) return
  const kinds = byKind(problems).map(([title, { length }]) => `${title}: ${length}`)
  throw new DermaliteError(
    'dataset-invalid',
    `the data set ${name} at ${root} has problems: ${kinds.join('; ')}`,
    'Correct what `dermalite data check` lists, or go on without --strict, and without these pictures.',
  )
}

function countsTable({ classes, samples }: Dataset): string {
  const { perClass, images, lesions } = countSamples(classes, samples)
  const row = (name: string, count: { images: number; lesions: number }) => [
    name,
    number(count.images),
    number(count.lesions),
    `${((100 * count.images) / Math.max(1, images)).toFixed(1)} %`,
  ]
  return textTable(
    [
      { title: 'class' },
      ...['images', 'lesions', 'share'].map((title) => ({ title, align: 'right' as const })),
    ],
    [...perClass.map((count) => row(count.name, count)), row('all', { images, lesions })],
  )
}

function formatProblems(problems: readonly DatasetProblem[]): string {
  const sections = byKind(problems).map(([title, found]) => {
    const shown = found
      .slice(0, SHOWN_OF_EACH)
      .map(({ where, message }) => `  ${where}: ${message}`)
    const hidden = found.length - shown.length
    const rest = hidden > 0 ? [`  and ${number(hidden)} more`] : []
    return [`${title}: ${number(found.length)}`, ...shown, ...rest].join('\n')
  })
  return [`${number(problems.length)} left out:`, ...sections].join('\n')
}

function byKind(problems: readonly DatasetProblem[]): [title: string, DatasetProblem[]][] {
  return Object.entries(PROBLEM_TITLES)
    .map(([code, title]): [string, DatasetProblem[]] => [
      title,
      problems.filter((problem) => problem.code === code),
    ])
    .filter(([, found]) => found.length > 0)
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
