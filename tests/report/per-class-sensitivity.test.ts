import { describe, expect, it } from 'vitest'
import { renderSvg } from '../../src/report/figure.ts'
import { perClassSensitivityFigure } from '../../src/report/per-class-sensitivity.ts'
import { evaluationOf, predictionTable } from './fixtures.ts'

const subject = { model: 'net', split: 'val', n: 60, prior: 'balanced', synthetic: false }
const { metrics, intervals } = evaluationOf(predictionTable())
const percent = (share: number) => `${(share * 100).toFixed(1)}%`

describe('perClassSensitivityFigure', () => {
  it('names each value and their mean', async () => {
    const svg = await renderSvg(perClassSensitivityFigure(metrics, intervals, subject))
    for (const { sensitivity } of Object.values(metrics.perClass)) {
      expect(svg).toContain(`>${percent(sensitivity!)}<`)
    }
    expect(svg).toContain(`balanced accuracy ${percent(metrics.balancedAccuracy)}`)
    expect(svg).toContain('95% bootstrap intervals')
  })

  it('does not speak of intervals that it does not have', async () => {
    expect(await renderSvg(perClassSensitivityFigure(metrics, {}, subject))).not.toContain(
      'bootstrap',
    )
  })

  it('explains a bare dot beside bars', async () => {
    const { 'mel.sensitivity': _, ...others } = intervals
    const [some, all] = await Promise.all(
      [others, intervals].map((given) =>
        renderSvg(perClassSensitivityFigure(metrics, given, subject)),
      ),
    )
    expect(some).toContain('a bare dot')
    expect(all).not.toContain('a bare dot')
  })

  it('keeps the row of a class without images, and leaves it empty', async () => {
    const absent = { ...metrics.perClass.mel!, n: 0, sensitivity: null }
    const svg = await renderSvg(
      perClassSensitivityFigure(
        { ...metrics, perClass: { ...metrics.perClass, mel: absent } },
        intervals,
        subject,
      ),
    )
    expect(svg).toContain('>mel (0)<')
    expect(svg).not.toContain('NaN')
  })
})
