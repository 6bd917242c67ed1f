import type { TopLevelSpec } from 'vega-lite'
import { oneVersusRest, type RocPoint, rocAuc, rocCurve } from '../metrics/auc.ts'
import { meanOfPresent, type Predictions } from '../metrics/predictions.ts'
import { DIAGONAL } from './diagonal.ts'
import { classColours, FIGURE_CONFIG, type FigureSubject, figureSubtitle } from './theme.ts'

const SIDE = 430

/** One-versus-rest ROC curves with their AUC; a class without images, or without others, has none. */
export function rocFigure(
  predictions: Predictions,
  classes: readonly string[],
  subject: FigureSubject,
): TopLevelSpec {
  const colours = classColours(classes)
  const curves = classes.flatMap((name, k) => {
    const { scores, isPositive } = oneVersusRest(predictions, classes.length, k)
    const auc = rocAuc(scores, isPositive)
    const curve = rocCurve(scores, isPositive)
    if (auc === null || curve === null) return []
    return [{ name: `${auc.toFixed(3)}\u2002${name}`, auc, curve, colour: colours[k]! }]
  })
  const values = curves.flatMap(({ name, curve }) =>
    withoutStraightCorners(curve).map(({ falsePositiveRate, truePositiveRate }, order) => ({
      curve: name,
      falsePositiveRate,
      truePositiveRate,
      order,
    })),
  )
  const macro = meanOfPresent(curves.map(({ auc }) => auc))
  const rateAxis = { format: '.0%', tickCount: 5, labelFlush: false, grid: false, domain: false }
  return {
    title: {
      text: `ROC, each class against the rest${macro === null ? '' : `: macro AUC ${macro.toFixed(3)}`}`,
      subtitle: figureSubtitle(subject),
    },
    config: FIGURE_CONFIG,
    width: SIDE,
    height: SIDE,
    view: { stroke: '#BDBDBD' },
    layer: [
      DIAGONAL,
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 1.8, strokeJoin: 'round' },
        encoding: {
          x: {
            field: 'falsePositiveRate',
            type: 'quantitative',
            scale: { domain: [0, 1] },
            axis: { title: 'false positive rate (1 − specificity)', ...rateAxis },
          },
          y: {
            field: 'truePositiveRate',
            type: 'quantitative',
            scale: { domain: [0, 1] },
            axis: { title: 'true positive rate (sensitivity)', ...rateAxis },
          },
          order: { field: 'order', type: 'quantitative' },
          color: {
            field: 'curve',
            type: 'nominal',
            scale: {
              domain: curves.map(({ name }) => name),
              range: curves.map(({ colour }) => colour),
            },
            legend: {
              title: 'AUC',
              orient: 'bottom-right',
              offset: 20,
              symbolType: 'stroke',
            },
          },
        },
      },
    ],
  }
}

/** The same curve without the corners that lie on a horizontal or vertical line between their neighbours. */
function withoutStraightCorners(curve: readonly RocPoint[]): RocPoint[] {
  return curve.filter((point, i) => {
    const before = curve[i - 1]
    const after = curve[i + 1]
    if (before === undefined || after === undefined) return true
    const flat =
      before.truePositiveRate === point.truePositiveRate &&
      point.truePositiveRate === after.truePositiveRate
    const steep =
      before.falsePositiveRate === point.falsePositiveRate &&
      point.falsePositiveRate === after.falsePositiveRate
    return !flat && !steep
  })
}
