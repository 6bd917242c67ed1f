import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HISTORY_COLUMNS, readHistory } from '../../src/report/history-file.ts'
import { HISTORY_CSV, temporaryFolder } from './fixtures.ts'

async function read(text: string) {
  const path = join(await temporaryFolder(), 'history.csv')
  await writeFile(path, text)
  return readHistory(path)
}

describe('readHistory', () => {
  it('reads every epoch, also in scientific notation and from Windows', async () => {
    const history = await read(HISTORY_CSV.replaceAll('\n', '\r\n'))
    expect(history).toHaveLength(3)
    expect(history[2]).toMatchObject({ epoch: 3, learningRate: 1e-5, valMacroAuc: 0.89, size: 224 })
  })

  it('takes an empty AUC, which one class alone does not have', async () => {
    const history = await read(HISTORY_CSV.replace('0.45,0.8,', '0.45,,'))
    expect(history[0]!.valMacroAuc).toBeNull()
  })

  it.each([
    ['an empty loss, by its line', HISTORY_CSV.replace('2,0.00008,1.1,', '2,0.00008,,'), /line 3/],
    ['a loss that is NaN', HISTORY_CSV.replace(',1.1,', ',NaN,'), /trainLoss/],
    ['an accuracy above 1', HISTORY_CSV.replace(',0.65,', ',65,'), /valAccuracy/],
    ['a missing column', HISTORY_CSV.replace('valLoss', 'loss'), /no column "valLoss"/],
    ['a short row', HISTORY_CSV.replace(',30.5,160', ''), /no CSV table/],
    ['no epoch', `${HISTORY_COLUMNS.join(',')}\n`, /holds no epoch/],
    ['no header', '', /no column|holds no epoch/],
  ])('refuses %s', async (_, text, message) => {
    const failure = expect.objectContaining({
      code: 'results-invalid',
      message: expect.stringMatching(message),
    })
    await expect(read(text)).rejects.toEqual(failure)
  })

  it('says what to run where there is none', async () => {
    await expect(readHistory(join(await temporaryFolder(), 'history.csv'))).rejects.toMatchObject({
      code: 'results-not-found',
      hint: expect.stringMatching(/dermalite evaluate/),
    })
  })
})
