import type { TopLevelSpec } from 'vega-lite'
import type { ConfusionMatrix } from '../metrics/confusion.ts'
import { FIGURE_CONFIG, type FigureSubject, figureSubtitle } from './theme.ts'

const CELL = 62

/** Cells from this share on are dark enough for white text. */
const DARK = 0.6

/** Counts as a heat map; the colour is the share of the true class, so that rare classes show as well as common ones. */
export function confusionMatrixFigure(
  confusion: ConfusionMatrix,
  classes: readonly string[],
  subject: FigureSubject,
): TopLevelSpec {
  const sizes = confusion.map((row) => row.reduce((a, b) => a + b, 0))
  const rowNames = classes.map((name, k) => `${name} (${sizes[k]!.toLocaleString('en-US')})`)
  const values = confusion.flatMap((row, truth) =>
    row.map((count, answer) => {
      const share = sizes[truth] === 0 ? 0 : count / sizes[truth]!
      return {
        truth: rowNames[truth],
        answer: classes[answer],
        share,
        count: count.toLocaleString('en-US'),
        percent: count === 0 ? '' : percent(share),
      }
    }),
  )
  const ink = { condition: { test: `datum.share >= ${DARK}`, value: 'white' }, value: '#1A1A1A' }
  return {
    title: { text: 'Confusion matrix', subtitle: figureSubtitle(subject) },
    config: FIGURE_CONFIG,
    data: { values },
    width: CELL * classes.length,
    height: CELL * classes.length,
    encoding: {
      x: {
        field: 'answer',
        type: 'nominal',
        sort: null,
        scale: { domain: [...classes] },
        axis: {
          title: 'predicted class',
          orient: 'bottom',
          labelAngle: 0,
          domain: false,
          ticks: false,
        },
      },
      y: {
        field: 'truth',
        type: 'nominal',
        sort: null,
        scale: { domain: rowNames },
        axis: { title: 'true class (images)', domain: false, ticks: false },
      },
    },
    layer: [
      {
        mark: { type: 'rect', stroke: 'white', strokeWidth: 2 },
        encoding: {
          color: {
            field: 'share',
            type: 'quantitative',
            scale: {
              interpolate: 'rgb',
              domain: [0, 0.1, 0.4, 0.7, 1],
              range: ['#F7FAFC', '#DCE9F4', '#8DBCE0', '#2F7AB8', '#08306B'],
            },
            legend: {
              title: ['share of', 'true class'],
              format: '.0%',
              values: [0, 0.25, 0.5, 0.75, 1],
              gradientLength: 160,
              gradientThickness: 12,
              offset: 22,
            },
          },
        },
      },
      {
        mark: {
          type: 'text',
          fontSize: 14,
          fontWeight: 600,
          dy: { expr: "datum.percent === '' ? 0 : -6" },
        },
        encoding: { text: { field: 'count' }, color: ink },
      },
      {
        mark: { type: 'text', fontSize: 10, dy: 11 },
        encoding: { text: { field: 'percent' }, color: ink, opacity: { value: 0.85 } },
      },
    ],
  }
}

function percent(share: number): string {
  return share < 0.01 ? '<1%' : `${Math.round(share * 100)}%`
}
