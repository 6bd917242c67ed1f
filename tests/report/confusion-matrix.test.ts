import { describe, expect, it } from 'vitest'
import { confusionMatrixFigure } from '../../src/report/confusion-matrix.ts'
import { renderSvg } from '../../src/report/figure.ts'

const subject = { model: 'net', split: 'test', n: 1311, prior: 'balanced', synthetic: false }

/** The texts of an SVG in the order of drawing. */
const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*[^/]>([^<]*)</g)].map(([, text]) => text)

describe('confusionMatrixFigure', () => {
  it('shows every count, its share of the true class, and what it is about', async () => {
    const confusion = [
      [1200, 2, 0],
      [3, 6, 0],
      [0, 0, 0],
    ]
    const texts = textsOf(
      await renderSvg(confusionMatrixFigure(confusion, ['nv', 'mel', 'df'], subject)),
    )
    for (const text of [
      ...['1,200', '100%', '2', '&lt;1%', '3', '33%', '6', '67%'],
      ...['nv (1,202)', 'mel (9)', 'df (0)', 'predicted class', 'true class (images)'],
      'net · test split · n = 1,311 · balanced prior',
    ]) {
      expect(texts).toContain(text)
    }
    expect(texts.filter((text) => text === '0')).toHaveLength(5)
  })
})
