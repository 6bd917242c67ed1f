import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluatePredictions } from '../../src/metrics/evaluate.ts'
import { readPredictions, writePredictions } from '../../src/report/predictions-file.ts'
import { predictionTable, temporaryFolder } from './fixtures.ts'

const pathIn = async () => join(await temporaryFolder(), 'predictions-test.csv')

describe('predictions.csv', () => {
  it('reads back the same table, and so the same metrics', async () => {
    const path = await pathIn()
    const table = predictionTable()
    await writePredictions(path, table)
    const again = await readPredictions(path)
    expect(again).toEqual(table)
    expect(evaluatePredictions(again)).toEqual(evaluatePredictions(table))
    const header = (await readFile(path, 'utf8')).split('\n')[0]
    expect(header).toBe('id,group,label,p_bkl,p_mel,p_nv,logit_bkl,logit_mel,logit_nv')
  })

  it('keeps every float32 to the last bit', async () => {
    const path = await pathIn()
    const finite = fc.float({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0)
    await fc.assert(
      fc.asyncProperty(fc.array(finite, { minLength: 2, maxLength: 2 }), async (logits) => {
        await writePredictions(path, {
          classes: ['a', 'b'],
          ids: ['with, comma and "quotes"'],
          groups: ['g'],
          labels: Int32Array.of(1),
          probabilities: Float32Array.of(0.1, 0.9),
          logits: Float32Array.from(logits),
        })
        const again = await readPredictions(path)
        expect([...again.logits]).toEqual([...Float32Array.from(logits)])
        expect(again.ids).toEqual(['with, comma and "quotes"'])
      }),
      { numRuns: 40 },
    )
  })

  it('refuses to write columns of different length', async () => {
    const path = await pathIn()
    await expect(
      writePredictions(path, { ...predictionTable(), groups: ['only one'] }),
    ).rejects.toMatchObject({ code: 'bad-argument', message: expect.stringMatching(/1 groups/) })
  })

  it.each([
    ['an unknown label', 'id,group,label,p_a,p_b,logit_a,logit_b\ni,g,c,1,0,0,0\n', /line 2.*"c"/],
    ['a cell that is empty', 'id,group,label,p_a,p_b,logit_a,logit_b\ni,g,a,1,,0,0\n', /p_b is ""/],
    ['a missing logit', 'id,group,label,p_a,p_b,logit_a\ni,g,a,1,0,0\n', /logit_b/],
    ['a missing group', 'id,label,p_a,p_b\ni,a,1,0\n', /no column "group"/],
    ['no rows', 'id,group,label,p_a,p_b\n', /holds no prediction/],
  ])('refuses %s', async (_, text, message) => {
    const path = await pathIn()
    await writeFile(path, text)
    const failure = expect.objectContaining({
      code: 'results-invalid',
      message: expect.stringMatching(message),
    })
    await expect(readPredictions(path)).rejects.toEqual(failure)
  })
})
