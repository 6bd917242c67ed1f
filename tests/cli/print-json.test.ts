import { describe, expect, it } from 'vitest'
import { formatJsonLine } from '../../src/cli/print-json.ts'
import { classified, failed } from './classified.ts'

describe('formatJsonLine', () => {
  it('gives an answer on one line, with what is documented and nothing else', () => {
    const line = formatJsonLine(classified)
    expect(line.indexOf('\n')).toBe(line.length - 1)
    expect(JSON.parse(line)).toEqual({
      file: 'photos/a.jpg',
      label: 'nv',
      probabilities: classified.answer.probabilities,
      prior: 'balanced',
      malignancy: 0.263,
      triage: { level: 'raised', threshold: 0.2, sensitivity: 0.95 },
      predictionSet: ['nv', 'mel'],
      coverage: 0.9,
      uncertainty: { entropy: 0.5, epistemic: 0.01 },
      outOfDistribution: { score: 12, threshold: 50, flagged: false },
      quality: { ok: true, issues: [] },
      evidence: { insideLesion: 1 },
      heatmap: 'out/a.png',
      model: { name: 'tiny', precision: 'float32', sha256: 'ab'.repeat(32) },
      milliseconds: { decode: 1.23, preprocess: 2, inference: 4, explain: 0.5, assess: 0.25 },
    })
  })

  it('has null for a heat map that was not drawn', () => {
    expect(JSON.parse(formatJsonLine({ ...classified, heatmap: null })).heatmap).toBeNull()
  })

  it('gives a failure with its error alone', () => {
    expect(JSON.parse(formatJsonLine(failed))).toEqual(failed)
  })
})
