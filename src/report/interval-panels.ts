import type { TopLevelSpec } from 'vega-lite'
import { COLOURS, FIGURE_CONFIG } from './theme.ts'

const ROW = 26

export type PanelRow = {
  readonly name: string
  /** Drawn in grey: what to compare with. */
  readonly baseline: boolean
}

export type Panel = {
  /** Above the panel: what is measured, and which way is better. */
  readonly title: readonly string[]
  readonly format: string
  /** Of each row, in their order. */
  readonly values: readonly { readonly mean: number; readonly interval: readonly number[] }[]
  /** Where a dashed line stands. */
  readonly reference: number
}

export type PanelsOptions = {
  readonly title: string
  readonly subtitle: readonly string[]
  readonly rows: readonly PanelRow[]
  readonly panels: readonly Panel[]
  /** Of one panel, pixels. */
  readonly width: number
}

/** Means with their intervals, a row for each subject and a panel for each measure. */
export function intervalPanels(options: PanelsOptions): TopLevelSpec {
  const { title, subtitle, panels } = options
  return {
    title: { text: title, subtitle: [...subtitle] },
    config: FIGURE_CONFIG,
    spacing: 28,
    hconcat: panels.map((panel, index) => panelSpec(panel, index === 0, options)),
  } as TopLevelSpec
}

function panelSpec(
  { title, format, values, reference }: Panel,
  named: boolean,
  { rows, width }: PanelsOptions,
) {
  const data = rows.map(({ name, baseline }, index) => {
    const { mean, interval } = values[index]!
    return { name, baseline, mean, low: interval[0], high: interval[1] }
  })
  const axis = { format, tickCount: 5, labelFlush: false, domain: false, ticks: false, title: null }
  const scale = { zero: false, nice: true }
  return {
    title: { text: [...title], fontSize: 12, fontWeight: 600, anchor: 'start', offset: 10 },
    width,
    height: ROW * rows.length,
    layer: [
      {
        data: { values: [{ reference }] },
        mark: { type: 'rule', stroke: COLOURS.grey, strokeDash: [4, 4] },
        encoding: { x: { field: 'reference', type: 'quantitative', scale } },
      },
      {
        data: { values: data },
        encoding: {
          y: {
            field: 'name',
            type: 'nominal',
            sort: null,
            scale: { domain: rows.map(({ name }) => name) },
            axis: {
              ...{ title: null, domain: false, ticks: false, grid: false, labels: named },
              labelLimit: 260,
            },
          },
          color: {
            field: 'baseline',
            type: 'nominal',
            scale: { domain: [false, true], range: [COLOURS.blue, COLOURS.grey] },
            legend: null,
          },
        },
        layer: [
          {
            mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.45 },
            encoding: {
              x: { field: 'low', type: 'quantitative', axis, scale },
              x2: { field: 'high' },
            },
          },
          {
            mark: { type: 'point', filled: true, size: 90, opacity: 1, stroke: 'white' },
            encoding: { x: { field: 'mean', type: 'quantitative' } },
          },
        ],
      },
    ],
  }
}
