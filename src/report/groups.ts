import type { TopLevelSpec } from 'vega-lite'
import { SMALL_GROUP } from '../metrics/groups.ts'
import type { GroupsFile } from './groups-file.ts'
import { COLOURS, FIGURE_CONFIG, figureSubtitle } from './theme.ts'

const WIDTH = 190
const ROW = 19

type Panel = { readonly metric: string; readonly title: readonly string[] }

/** How a model does by group: a row for each group, a panel for each measure, a dashed line for all images. */
export function groupsFigure(file: GroupsFile): TopLevelSpec {
  const { model, split, prior, synthetic, overall } = file
  const panels = panelsOf(file)
  const small = file.attributes.some(({ groups }) => groups.some(({ measured }) => measured.small))
  const notes = [
    'Bars: 95% bootstrap intervals over lesions. Dashed: all images.',
    ...(small ? [`Grey: under ${SMALL_GROUP} images, too few to judge.`] : []),
  ]
  return {
    title: {
      text: 'How the model does by group',
      subtitle: [figureSubtitle({ model, split, n: overall.n, prior, synthetic }), notes.join(' ')],
    },
    config: FIGURE_CONFIG,
    spacing: 24,
    hconcat: panels.map((panel, index) => panelSpec(file, panel, index === 0)),
  } as TopLevelSpec
}

function panelsOf({ coverage, threshold }: GroupsFile): Panel[] {
  return [
    {
      metric: 'malignant.sensitivity',
      title: ['Malignant lesions found', `at P(malignant) ≥ ${threshold.toFixed(2)}`],
    },
    { metric: 'balancedAccuracy', title: ['Balanced accuracy', 'classes with ≥ 10 images'] },
    ...(coverage === null
      ? []
      : [
          {
            metric: 'coverage',
            title: ['Coverage of the sets', `${Math.round(coverage * 100)}% promised`],
          },
        ]),
    { metric: 'overconfidence', title: ['Confidence – accuracy', '0: calibrated in the mean'] },
  ]
}

function panelSpec(file: GroupsFile, { metric, title }: Panel, named: boolean) {
  const values = rowsOf(file, metric)
  const domain = file.attributes.flatMap(({ name, groups }) => [
    headerKey(name),
    ...groups.map((group) => rowKey(name, group)),
  ])
  const axis = { format: '.0%', tickCount: 4, labelFlush: false, domain: false, ticks: false }
  const x = { type: 'quantitative', scale: { zero: false, nice: true } } as const
  const reference = file.overall.metrics[metric] ?? null
  const layers = [
    {
      mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.45 },
      encoding: {
        x: { field: 'low', ...x, axis: { ...axis, title: null } },
        x2: { field: 'high' },
      },
    },
    {
      mark: { type: 'point', filled: true, size: 70, opacity: 1, stroke: 'white' },
      encoding: { x: { field: 'value', ...x } },
    },
  ]
  return {
    title: { text: [...title], fontSize: 12, fontWeight: 600, anchor: 'start', offset: 10 },
    width: WIDTH,
    height: ROW * domain.length,
    layer: [
      {
        data: { values: reference === null ? [] : [{ reference }] },
        mark: { type: 'rule', stroke: COLOURS.grey, strokeDash: [4, 4] },
        encoding: { x: { field: 'reference', ...x } },
      },
      {
        data: { values },
        encoding: {
          y: {
            field: 'row',
            type: 'nominal',
            sort: null,
            scale: { domain },
            axis: named ? ROW_AXIS : { ...ROW_AXIS, labels: false },
          },
          color: {
            field: 'small',
            type: 'nominal',
            scale: { domain: [false, true], range: [COLOURS.blue, COLOURS.grey] },
            legend: null,
          },
        },
        layer: layers,
      },
    ],
  }
}

/** Rows are told apart by attribute and group; the label is what stands after the bar. */
const ROW_AXIS = {
  title: null,
  domain: false,
  ticks: false,
  grid: false,
  labelExpr: "split(datum.label, '|')[1]",
  labelFontWeight: { condition: { test: "datum.label[0] === '#'", value: 600 }, value: 400 },
  labelColor: { condition: { test: "datum.label[0] === '#'", value: '#1A1A1A' }, value: '#5A5A5A' },
  labelLimit: 240,
}

const headerKey = (attribute: string) => `#|${attribute}`

const rowKey = (
  attribute: string,
  { name, measured }: GroupsFile['attributes'][number]['groups'][number],
) => `${attribute}|${name} (${measured.n.toLocaleString('en-US')})`

function rowsOf({ attributes }: GroupsFile, metric: string) {
  return attributes.flatMap(({ name, groups }) =>
    groups.flatMap((group) => {
      const value = group.measured.metrics[metric] ?? null
      if (value === null) return []
      const [low, high] = group.measured.intervals[metric] ?? [value, value]
      return [{ row: rowKey(name, group), value, low, high, small: group.measured.small }]
    }),
  )
}
