import type { TopLevelSpec } from 'vega-lite'
import { DIAGONAL } from './diagonal.ts'
import { formatMetric } from './table.ts'
import { COLOURS, FIGURE_CONFIG, figureSubtitle } from './theme.ts'
import type { MeasuredPrior, UncertaintyFile } from './uncertainty-file.ts'

const SIDE = 400
/** A bin of fewer images says nothing. */
const ENOUGH = 10

/** How often answers of a probability are right, before and after calibration. */
export function reliabilityFigure(file: UncertaintyFile, prior: MeasuredPrior): TopLevelSpec {
  const { before, after } = prior.numbers.calibration
  const names = {
    before: `as trained, ECE ${formatMetric(before.ece.value)}`,
    after: `calibrated, ECE ${formatMetric(after.ece.value)}`,
  }
  const values = (['before', 'after'] as const).flatMap((stage) =>
    prior.reliability[stage].flatMap(({ n, confidence, accuracy }) =>
      n < ENOUGH ? [] : [{ stage: names[stage], n, confidence, accuracy }],
    ),
  )
  const bands = prior.reliability.after.flatMap(({ n, confidence }, bin) => {
    const interval = prior.consistency?.accuracy[bin]
    return n < ENOUGH || !interval ? [] : [{ confidence, low: interval[0], high: interval[1] }]
  })
  const axis = { format: '.0%', tickCount: 5, labelFlush: false, domain: false }
  const position = (field: string, title: string) => ({
    ...{ field, type: 'quantitative', scale: { domain: [0, 1] }, axis: { title, ...axis } },
  })
  return {
    title: {
      text: 'Is a probability of 80% right 80% of the time?',
      subtitle: [
        figureSubtitle({ ...file, n: file.images, prior: prior.name }),
        `15 bins, those of ${ENOUGH} images or more; the area of a dot: images in the bin.`,
        ...(bands.length === 0
          ? []
          : ['Bars: where 95% of the calibrated bins would lie if every probability were right.']),
      ],
    },
    config: FIGURE_CONFIG,
    ...{ width: SIDE, height: SIDE },
    layer: [
      DIAGONAL,
      {
        data: { values: bands },
        mark: { type: 'rule', strokeWidth: 9, color: COLOURS.sky, opacity: 0.35 },
        encoding: {
          x: position('confidence', 'mean probability of the answers'),
          y: position('low', 'share of them that is right'),
          y2: { field: 'high' },
        },
      },
      {
        data: { values },
        encoding: {
          x: position('confidence', 'mean probability of the answers'),
          y: position('accuracy', 'share of them that is right'),
          color: {
            field: 'stage',
            type: 'nominal',
            scale: { domain: Object.values(names), range: [COLOURS.grey, COLOURS.blue] },
            legend: { title: null, orient: 'bottom-right', symbolType: 'circle', offset: 16 },
          },
        },
        layer: [
          { mark: { type: 'line', strokeWidth: 1.5, opacity: 0.7 } },
          {
            mark: { type: 'circle', opacity: 0.9 },
            encoding: {
              size: { field: 'n', type: 'quantitative', scale: { range: [15, 500] }, legend: null },
            },
          },
        ],
      },
    ],
  } as TopLevelSpec
}
