import { describe, expect, it } from 'vitest'
import { formatReport, requireNoProblems } from '../../src/dataset/report.ts'
import type { DatasetProblem } from '../../src/dataset/types.ts'
import { datasetOfSamples, sample } from './fixtures.ts'

const dataset = datasetOfSamples([
  sample('a', 0, 'x'),
  sample('b', 0, 'x'),
  sample('c', 1, 'y'),
  sample('d', 2, 'z'),
])

const missing = Array.from(
  { length: 7 },
  (_, n): DatasetProblem => ({
    code: 'missing-image',
    where: `table.csv, line ${n + 2}`,
    message: `no picture ${n}`,
  }),
)
const unknown: DatasetProblem = {
  code: 'unknown-diagnosis',
  where: 'table.csv, line 9',
  message: 'dx is "scc"',
}

describe('formatReport', () => {
  it('counts images and lesions of each class', () => {
    expect(formatReport(dataset)).toBe(`data set made-up (/pictures)

class  images  lesions    share
─────  ──────  ───────  ───────
bkl         2        1   50.0 %
mel         1        1   25.0 %
nv          1        1   25.0 %
all         4        3  100.0 %

no problems
`)
  })

  it('says that pictures are drawn', () => {
    expect(formatReport({ ...dataset, synthetic: true })).toContain('drawn, not photographed')
  })

  it('shows how many problems of each kind there are, and the first of each', () => {
    const report = formatReport({ ...dataset, problems: [...missing, unknown] })
    expect(report.slice(report.indexOf('8 left out'))).toBe(`8 left out:
unknown diagnoses: 1
  table.csv, line 9: dx is "scc"
missing pictures: 7
  table.csv, line 2: no picture 0
  table.csv, line 3: no picture 1
  table.csv, line 4: no picture 2
  table.csv, line 5: no picture 3
  table.csv, line 6: no picture 4
  and 2 more
`)
  })
})

describe('requireNoProblems', () => {
  it('lets a clean data set pass', () => {
    expect(() => requireNoProblems(dataset)).not.toThrow()
  })

  it('refuses any problem and says which kinds there are', () => {
    expect(() => requireNoProblems({ ...dataset, problems: [...missing, unknown] })).toThrow(
      expect.objectContaining({
        code: 'dataset-invalid',
        message: expect.stringMatching(/unknown diagnoses: 1; missing pictures: 7/),
      }),
    )
  })
})
