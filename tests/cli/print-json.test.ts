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
      heatmap: 'out/a.png',
      model: { name: 'tiny', precision: 'float32', sha256: 'ab'.repeat(32) },
      milliseconds: { decode: 1.23, preprocess: 2, inference: 4, explain: 0.5 },
    })
  })

  it('has null for a heat map that was not drawn', () => {
    expect(JSON.parse(formatJsonLine({ ...classified, heatmap: null })).heatmap).toBeNull()
  })

  it('gives a failure with its error alone', () => {
    expect(JSON.parse(formatJsonLine(failed))).toEqual(failed)
  })
})
