import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../src/metrics/estimate.ts'
import { drawRun } from '../../src/report/draw-run.ts'
import { renderSvg } from '../../src/report/figure.ts'
import { RUN_FILES } from '../../src/report/run-files.ts'
import { uncertaintyFigures } from '../../src/report/uncertainty.ts'
import {
  readUncertainty,
  type UncertaintyFile,
  writeUncertainty,
} from '../../src/report/uncertainty-file.ts'
import { uncertaintyMarkdown, uncertaintyText } from '../../src/report/uncertainty-table.ts'
import { temporaryFolder } from './fixtures.ts'

const estimate = (value: number | null, margin = 0.02): Estimate => ({
  value,
  interval: value === null ? null : [value - margin, value + margin],
})

const calibration = (ece: number) => ({
  ...{ ece: estimate(ece), classwiseEce: estimate(0.01) },
  ...{ brier: estimate(0.3), loss: estimate(0.5) },
})

const sets = (coverage: number, size: number) => ({
  '0.9': {
    ...{ coverage: estimate(coverage), size: estimate(size), malignant: estimate(0.91) },
    byClass: { mel: estimate(0.89), nv: { value: 1, interval: null } },
  },
})

const bin = (n: number, confidence: number | null) => ({
  ...{ low: 0.8, high: 0.9, n, confidence, accuracy: confidence },
})

const FILE: UncertaintyFile = {
  schemaVersion: 1,
  ...{ model: 'tiny, int8', dataset: 'lesions', synthetic: true, split: 'val' },
  ...{ images: 1520, lesions: 1100, counts: { mel: 160, nv: 1360 } },
  priors: [
    {
      ...{ name: 'dataset', deferralScore: 'entropy' },
      numbers: {
        calibration: { before: calibration(0.081), after: calibration(0.022) },
        sets: { lac: sets(0.92, 1.41), raps: sets(0.93, 1.62) },
        doubt: { entropy: { errorAuroc: estimate(0.86), aurc: estimate(0.037) } },
        deferral: { '0.2': { balancedAccuracy: estimate(0.8), gain: estimate(0.061) } },
        operatingPoints: { '0.95': { sensitivity: estimate(0.95), specificity: estimate(0.7) } },
      },
      reliability: { before: [bin(20, 0.85)], after: [bin(0, null), bin(30, 0.84)] },
      consistency: { calibration: calibration(0.019), accuracy: [null, [0.71, 0.93]] },
      thresholds: { '0.95': 0.071 },
      riskCoverage: {
        entropy: [
          { coverage: 0.5, risk: 0.01 },
          { coverage: 1, risk: 0.1 },
        ],
      },
    },
  ],
  outOfDistribution: {
    ...{ score: 'Mahalanobis', threshold: 3000, flagged: estimate(0.034) },
    kinds: [
      {
        ...{ against: 'natural', images: 250, flagged: estimate(0.996) },
        scores: { Mahalanobis: { auroc: estimate(0.998, 0.001), fpr95: estimate(0.004) } },
      },
    ],
  },
}

describe('the file of what was measured', () => {
  it('comes back as it was written', async () => {
    const path = join(await temporaryFolder(), 'uncertainty-val.json')
    await writeUncertainty(path, FILE)
    expect(await readUncertainty(path)).toEqual(FILE)
  })

  it('is refused where a field is wrong', async () => {
    const path = join(await temporaryFolder(), 'uncertainty-val.json')
    const wrong = { ...FILE, images: -1 }
    await expect(writeUncertainty(path, wrong)).rejects.toMatchObject({ code: 'results-invalid' })
  })

  it('is drawn again with the run', async () => {
    const folder = join(await temporaryFolder(), 'tiny')
    await writeUncertainty(join(folder, RUN_FILES.uncertainty('val')), FILE)
    const { figures } = await drawRun(folder)
    expect(figures).toHaveLength(4)
    for (const { png } of figures) expect(existsSync(png)).toBe(true)
  })
})

describe('the figures', () => {
  const figures = uncertaintyFigures(FILE)

  it.each([
    ['reliability-val', ['calibrated, ECE 0.022', 'Bars: where 95%', 'SYNTHETIC']],
    ['coverage-val', ['LAC, which ships', '1.62 classes in a set', 'mel (160)']],
    ['risk-coverage-val', ['0.037', 'entropy']],
    ['out-of-distribution-val', ['natural (250)', '3.4%', 'SYNTHETIC']],
  ])('say what they show: %s', async (name, texts) => {
    const svg = await renderSvg(figures[name]!)
    for (const text of texts) expect(svg).toContain(text)
  })
})

describe('a file from before chance was measured', () => {
  const { consistency: _, ...prior } = FILE.priors[0]!
  const old = { ...FILE, priors: [prior] }

  it('is read, drawn and told without it', async () => {
    const path = join(await temporaryFolder(), 'uncertainty-val.json')
    await writeUncertainty(path, old)
    expect(await readUncertainty(path)).toEqual(old)
    expect(await renderSvg(uncertaintyFigures(old)['reliability-val']!)).not.toContain('Bars:')
    expect(uncertaintyText(old)).not.toContain('were right')
  })
})

describe('the tables', () => {
  it('have numbers with their intervals', () => {
    const text = uncertaintyText(FILE)
    expect(text).toContain('0.022 [0.002, 0.042]')
    expect(text).toContain('+6.1 [+4.1, +8.1]')
    expect(text).toMatch(/if the probabilities were right +0\.019 \[/)
    expect(text).toContain('100.0 %')
  })

  it('are the same in Markdown', () => {
    const markdown = uncertaintyMarkdown(FILE)
    expect(markdown).toMatch(/^\| LAC, 90 % \| 1\.41 \[1\.39, 1\.43\] \|/m)
    expect(markdown).toMatch(/^\| natural \| 250 \| 99\.6 % \| 0\.998 \(0\.4 %\) \|$/m)
  })
})
