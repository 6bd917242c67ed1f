import type { TopLevelSpec } from 'vega-lite'

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number]

/** A dashed line from (0, 0) to (1, 1), a layer of a figure whose axes both go from 0 to 1. */
export const DIAGONAL: Layer = {
  data: { values: [{ from: 0, to: 1 }] },
  mark: { type: 'rule', stroke: '#A8A8A8', strokeDash: [4, 4] },
  encoding: {
    x: { field: 'from', type: 'quantitative' },
    y: { field: 'from', type: 'quantitative' },
    x2: { field: 'to' },
    y2: { field: 'to' },
  },
}
