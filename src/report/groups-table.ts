import type { GroupMetrics } from '../metrics/groups.ts'
import { textTable } from '../text-table.ts'
import type { GroupsFile } from './groups-file.ts'
import { markdownTable } from './markdown-table.ts'
import { formatInterval, formatMetric } from './table.ts'

const METRICS = [
  ['malignant.sensitivity', 'malignant found'],
  ['mel.sensitivity', 'mel found'],
  ['balancedAccuracy', 'balanced accuracy'],
  ['coverage', 'coverage'],
  ['ece', 'ECE'],
] as const

/** Those that compare between groups of other classes and sizes, for a table that is narrow. */
const COMPARABLE_METRICS = [
  ['malignant.sensitivity', 'malignant found'],
  ['malignant.specificity', 'benign left alone'],
  ['coverage', 'coverage'],
] as const

type Metric = readonly [name: string, title: string]

/** Every group's numbers with their intervals, a row each; `*` marks groups of under 30 images. */
export function groupsTable(file: GroupsFile): string {
  const metrics = metricsOf(file, METRICS)
  const [group, images, malignant, ...titles] = columnsOf('group', metrics)
  const right = { align: 'right' } as const
  return textTable(
    [
      { title: group! },
      { title: images!, ...right },
      { title: malignant!, ...right },
      ...titles.map((title) => ({ title })),
    ],
    [
      row('all', file.overall, metrics),
      ...file.attributes.flatMap(({ name, groups }) => [
        [name],
        ...groups.map((group) => row(`  ${group.name}`, group.measured, metrics)),
      ]),
    ],
  )
}

/** What compares between groups, as Markdown: a table for each attribute, all images first. */
export function groupsMarkdown(file: GroupsFile): string {
  const metrics = metricsOf(file, COMPARABLE_METRICS)
  return file.attributes
    .map(({ name, groups }) =>
      markdownTable(columnsOf(name, metrics), [
        row('all', file.overall, metrics),
        ...groups.map((group) => row(group.name, group.measured, metrics)),
      ]),
    )
    .join('\n\n')
}

const metricsOf = ({ coverage }: GroupsFile, metrics: readonly Metric[]) =>
  metrics.filter(([key]) => key !== 'coverage' || coverage !== null)

const columnsOf = (name: string, metrics: readonly Metric[]) => [
  ...[name, 'images', 'malignant'],
  ...metrics.map(([, title]) => title),
]

function row(
  name: string,
  { n, malignant, small, metrics: values, intervals }: GroupMetrics,
  metrics: readonly Metric[],
): string[] {
  return [
    small ? `${name} *` : name,
    String(n),
    String(malignant),
    ...metrics.map(([key]) =>
      `${formatMetric(values[key] ?? null)} ${formatInterval(intervals[key])}`.trim(),
    ),
  ]
}
