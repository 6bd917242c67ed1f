import type { GroupMetrics } from '../metrics/groups.ts'
import { textTable } from '../text-table.ts'
import type { GroupsFile } from './groups-file.ts'
import { formatInterval, formatMetric } from './table.ts'

const METRICS = [
  ['malignant.sensitivity', 'malignant found'],
  ['mel.sensitivity', 'mel found'],
  ['balancedAccuracy', 'balanced accuracy'],
  ['coverage', 'coverage'],
  ['ece', 'ECE'],
] as const

/** Every group's numbers with their intervals, a row each; `*` marks groups of under 30 images. */
export function groupsTable({ attributes, overall, coverage }: GroupsFile): string {
  const metrics = METRICS.filter(([key]) => key !== 'coverage' || coverage !== null)
  const row = (name: string, { n, malignant, small, metrics: values, intervals }: GroupMetrics) => [
    small ? `${name} *` : name,
    String(n),
    String(malignant),
    ...metrics.map(([key]) =>
      `${formatMetric(values[key] ?? null)} ${formatInterval(intervals[key])}`.trim(),
    ),
  ]
  return textTable(
    [
      { title: 'group' },
      { title: 'images', align: 'right' },
      { title: 'malignant', align: 'right' },
      ...metrics.map(([, title]) => ({ title })),
    ],
    [
      row('all', overall),
      ...attributes.flatMap(({ name, groups }) => [
        [name],
        ...groups.map((group) => row(`  ${group.name}`, group.measured)),
      ]),
    ],
  )
}
