import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Report } from '../../../../app/features/export/report.ts'
import { stubBuild, UNCLEAR } from './kept-results.ts'

describe('a PDF', () => {
  beforeAll(stubBuild)
  afterAll(() => vi.unstubAllGlobals())

  it('names under each page the model that its result came from', async () => {
    const { reportsAsPdf } = await import('../../../../app/features/export/report-pdf.ts')
    const by = (name: string): Report => ({
      ...UNCLEAR,
      answer: { ...UNCLEAR.answer, model: { ...UNCLEAR.answer.model, name } },
    })
    const pdf = await getDocumentProxy(await reportsAsPdf([by('one-net'), by('other-net')]))
    const { text } = await extractText(pdf, { mergePages: false })
    expect(text.map((page) => page.match(/\w+-net int8 abc/g))).toEqual([
      ['one-net int8 abc'],
      ['other-net int8 abc'],
    ])
    expect(text[1]).toContain('2 / 2')
  })
})
