import { describe, expect, it } from 'vitest'
import { classAuc, macroAuc } from '../../src/metrics/auc.ts'
import { renderSvg } from '../../src/report/figure.ts'
import { rocFigure } from '../../src/report/roc.ts'
import { classColours } from '../../src/report/theme.ts'
import { predictionTable } from './fixtures.ts'

const subject = { model: 'net', split: 'val', n: 60, prior: 'balanced', synthetic: true }

describe('rocFigure', () => {
  it('draws a curve in the colour of each class, with its AUC', async () => {
    const table = predictionTable()
    const svg = await renderSvg(rocFigure(table, table.classes, subject))
    table.classes.forEach((name, k) => {
      expect(svg).toContain(`${classAuc(table, 3, k)!.toFixed(3)}\u2002${name}`)
      expect(svg).toContain(`stroke="${classColours(table.classes)[k]}"`)
    })
    expect(svg).toContain(`macro AUC ${macroAuc(table, 3)!.toFixed(3)}`)
    expect(svg).toContain('SYNTHETIC lesions')
  })

  it('leaves out a class without images', async () => {
    const svg = await renderSvg(
      rocFigure(
        { labels: [0, 1], probabilities: [0.8, 0.1, 0.1, 0.2, 0.7, 0.1] },
        ['mel', 'nv', 'df'],
        subject,
      ),
    )
    expect(svg).toContain('1.000\u2002mel')
    expect(svg).not.toContain('\u2002df')
  })
})
