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

/** Every group's numbers with their intervals, a row each; `*` marks groups of under 30 images. */
export function groupsTable(file: GroupsFile): string {
  const [group, images, malignant, ...metrics] = columnsOf(file)
  const right = { align: 'right' } as const
  return textTable(
    [
      { title: group! },
      { title: images!, ...right },
      { title: malignant!, ...right },
      ...metrics.map((title) => ({ title })),
    ],
    rowsOf(file),
  )
}

/** The same as a table in Markdown. */
export function groupsMarkdown(file: GroupsFile): string {
  const columns = columnsOf(file)
  const rows = rowsOf(file).map((row) => columns.map((_, i) => row[i] ?? ''))
  return markdownTable(columns, rows)
}

const metricsOf = ({ coverage }: GroupsFile) =>
  METRICS.filter(([key]) => key !== 'coverage' || coverage !== null)

const columnsOf = (file: GroupsFile) => [
  ...['group', 'images', 'malignant'],
  ...metricsOf(file).map(([, title]) => title),
]

function rowsOf(file: GroupsFile): string[][] {
  const metrics = metricsOf(file)
  const row = (name: string, { n, malignant, small, metrics: values, intervals }: GroupMetrics) => [
    small ? `${name} *` : name,
    String(n),
    String(malignant),
    ...metrics.map(([key]) =>
      `${formatMetric(values[key] ?? null)} ${formatInterval(intervals[key])}`.trim(),
    ),
  ]
  return [
    row('all', file.overall),
    ...file.attributes.flatMap(({ name, groups }) => [
      [name],
      ...groups.map((group) => row(`  ${group.name}`, group.measured)),
    ]),
  ]
}
