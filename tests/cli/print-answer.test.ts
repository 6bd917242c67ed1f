import { describe, expect, it } from 'vitest'
import { formatAnswer, formatFailure, formatModel } from '../../src/cli/print-answer.ts'
import { manifest } from '../classifier/manifest-data.ts'
import { classified, failed } from './classified.ts'

describe('formatAnswer', () => {
  it('lists the classes from the most probable down, with bars', () => {
    expect(formatAnswer(classified)).toBe(
      `photos/a.jpg
  most probable of 7 classes: melanocytic nevus (nv), under the balanced prior

  * melanocytic nevus                              nv     63.6 %  ███████████████▎
  * melanoma                                       mel    25.0 %  ██████
    benign keratosis                               bkl    10.0 %  ██▍
    basal cell carcinoma                           bcc     1.2 %  ▎
    actinic keratosis / intraepithelial carcinoma  akiec   0.1 %
    vascular lesion                                vasc    0.1 %
    dermatofibroma                                 df      0.0 %

  suspicion: raised. Have a doctor look at this lesion.
  Melanoma, basal cell carcinoma and actinic keratosis together have 26 %; 95 % of the malignant validation images have at least 20 %.
  Not sure: it takes 2 classes (*) to hold the right one in 90 % of pictures like those of the training data.
  What speaks for melanocytic nevus lies mostly in the middle of the lesion; 100 % of it is inside.
  heat map of nv: out/a.png
`,
    )
  })

  it('marks no class of a picture unlike those of training', () => {
    const outOfDistribution = { score: 2, threshold: 1, flagged: true }
    const text = formatAnswer({
      ...classified,
      answer: { ...classified.answer, outOfDistribution },
    })
    expect(text).toMatch(/! Unlike the pictures/)
    expect(text).not.toMatch(/\*/)
  })

  it('does not name a heat map that was not drawn', () => {
    expect(formatAnswer({ ...classified, heatmap: null })).not.toMatch(/heat map/)
  })

  it('shows a certain answer with a full bar, and a class of another model by its id', () => {
    const answer = { ...classified.answer, label: 'wart', probabilities: { wart: 1, mole: 0 } }
    const heatmaps = { wart: classified.answer.heatmap }
    const text = formatAnswer({
      ...classified,
      shownClass: 'wart',
      answer: { ...answer, heatmaps, predictionSet: ['wart'] },
    })
    expect(text).toMatch(/^ {2}\* wart {2}wart 100\.0 % {2}█{24}$/m)
    expect(text).toMatch(/most probable of 2 classes: wart \(wart\)/)
  })
})

describe('formatFailure', () => {
  it('indents the error under the file', () => {
    expect(formatFailure(failed.file, failed.error)).toBe(
      'photos/b.jpg\n  error: photos/b.jpg is empty\n   hint: Copy it again.\n',
    )
  })
})

describe('formatModel', () => {
  it('names the weights', () => {
    const { model } = classified.answer
    expect(formatModel({ manifest, model })).toBe(
      'model: tiny, float32, 16 px, SHA-256 abababababab…\n',
    )
  })
})
