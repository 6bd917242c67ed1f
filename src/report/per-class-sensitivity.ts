import type { TopLevelSpec } from 'vega-lite'
import type { Interval } from '../metrics/bootstrap.ts'
import type { ClassificationMetrics } from '../metrics/evaluate.ts'
import { classColours, FIGURE_CONFIG, type FigureSubject, figureSubtitle } from './theme.ts'

const WIDTH = 430
const ROW = 38

/**
 * The share of each class's images that were found, and their mean, the balanced accuracy.
 *
 * @param intervals by flat metric name (`mel.sensitivity`); a class without one gets a bare dot
 */
export function perClassSensitivityFigure(
  metrics: ClassificationMetrics,
  intervals: Readonly<Record<string, Interval>>,
  subject: FigureSubject,
): TopLevelSpec {
  const classes = Object.keys(metrics.perClass)
  const rowName = (name: string) => `${name} (${metrics.perClass[name]!.n.toLocaleString('en-US')})`
  const values = classes.flatMap((name) => {
    const { sensitivity } = metrics.perClass[name]!
    if (sensitivity === null) return []
    const [low, high] = intervals[`${name}.sensitivity`] ?? [sensitivity, sensitivity]
    return [{ name: rowName(name), sensitivity, low, high, text: percent(sensitivity) }]
  })
  const rows = classes.map(rowName)
  return {
    title: {
      text: 'Sensitivity by class',
      subtitle: [figureSubtitle(subject), ...intervalNote(classes, intervals)],
    },
    config: FIGURE_CONFIG,
    width: WIDTH,
    height: ROW * classes.length,
    layer: [
      {
        data: { values: [{ mean: metrics.balancedAccuracy }] },
        mark: { type: 'rule', stroke: '#8C8C8C', strokeDash: [4, 4] },
        encoding: { x: { field: 'mean', type: 'quantitative' } },
      },
      {
        data: {
          values: [
            {
              mean: metrics.balancedAccuracy,
              text: `balanced accuracy ${percent(metrics.balancedAccuracy)}`,
            },
          ],
        },
        mark: { type: 'text', y: -8, fontSize: 11, color: '#5A5A5A' },
        encoding: { x: { field: 'mean', type: 'quantitative' }, text: { field: 'text' } },
      },
      {
        data: { values },
        encoding: {
          y: {
            field: 'name',
            type: 'nominal',
            sort: null,
            scale: { domain: rows },
            axis: { title: 'true class (images)', domain: false, ticks: false, grid: false },
          },
          color: {
            field: 'name',
            type: 'nominal',
            scale: { domain: rows, range: classColours(classes) },
            legend: null,
          },
        },
        layer: [
          {
            mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.45 },
            encoding: {
              x: {
                field: 'low',
                type: 'quantitative',
                scale: { domain: [0, 1] },
                axis: {
                  title: 'sensitivity',
                  format: '.0%',
                  tickCount: 5,
                  labelFlush: false,
                  domain: false,
                  ticks: false,
                },
              },
              x2: { field: 'high' },
            },
          },
          {
            mark: { type: 'point', filled: true, size: 110, opacity: 1, stroke: 'white' },
            encoding: { x: { field: 'sensitivity', type: 'quantitative' } },
          },
          {
            mark: { type: 'text', x: WIDTH + 14, align: 'left', fontSize: 12, fontWeight: 600 },
            encoding: { text: { field: 'text' }, color: { value: '#1A1A1A' } },
          },
        ],
      },
    ],
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`

function intervalNote(
  classes: readonly string[],
  intervals: Readonly<Record<string, Interval>>,
): string[] {
  const known = classes.filter((name) => intervals[`${name}.sensitivity`] !== undefined)
  if (known.length === 0) return []
  const missing = known.length < classes.length ? '; a bare dot: too few to tell' : ''
  return [`Bars: 95% bootstrap intervals over lesions${missing}.`]
}
