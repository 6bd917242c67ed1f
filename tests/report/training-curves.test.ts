import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { renderSvg } from '../../src/report/figure.ts'
import { type HistoryRow, readHistory } from '../../src/report/history-file.ts'
import { trainingCurvesFigure } from '../../src/report/training-curves.ts'
import { HISTORY_CSV, temporaryFolder } from './fixtures.ts'

let history: HistoryRow[]

beforeAll(async () => {
  const path = join(await temporaryFolder(), 'history.csv')
  await writeFile(path, HISTORY_CSV)
  history = await readHistory(path)
})

describe('trainingCurvesFigure', () => {
  it('names the epoch whose weights were kept and the change of the input size', async () => {
    const svg = await renderSvg(
      trainingCurvesFigure(history, { run: 'first', model: 'net', synthetic: true }),
    )
    expect(svg).toContain('net · run first · SYNTHETIC lesions')
    expect(svg).toContain('Ring: epoch 3, whose weights were kept')
    expect(svg).toContain('Input: 160 px, 224 px from epoch 3 (dashed).')
    for (const title of ['loss (nats)', 'accuracy', 'macro AUC', 'learning rate']) {
      expect(svg).toContain(`>${title}<`)
    }
  })

  it('draws a run of one epoch without AUC, before it was evaluated', async () => {
    const only = [{ ...history[0]!, valMacroAuc: null }]
    const svg = await renderSvg(trainingCurvesFigure(only, { run: 'first', synthetic: false }))
    expect(svg).toContain('not yet evaluated · run first')
    expect(svg).not.toMatch(/NaN|undefined/)
  })
})
