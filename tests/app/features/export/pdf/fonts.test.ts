import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { createPage, drawText } from '../../../../../app/features/export/pdf/draw.ts'
import { type FontName, textWidth, wrapText } from '../../../../../app/features/export/pdf/fonts.ts'
import { writePdf } from '../../../../../app/features/export/pdf/write-pdf.ts'

const SIZE = 20

/** What a PDF reader says of the lines of a page. */
async function readLines(lines: readonly string[], font: FontName) {
  const page = createPage()
  lines.forEach((line, i) => {
    drawText(page, line, { x: 10, y: 30 * (i + 1) }, { font, size: SIZE, colour: [0, 0, 0] })
  })
  const file = writePdf({ title: 'Lines', language: 'en', producer: 'test', pages: [page] })
  const pdf = await getDocumentProxy(file)
  const { items } = await (await pdf.getPage(1)).getTextContent()
  return items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []))
}

describe.each(['regular', 'bold'] as const)('text in %s letters', (font) => {
  it('is as wide as a PDF reader finds it', async () => {
    const lines = [
      'The quick brown fox, 95% (of 7)',
      'Größe: Übermäßig',
      'lesión, imágenes: ¿Qué?',
      'a – b · c €',
    ]
    const read = await readLines(lines, font)
    expect(read.map(({ str }) => str)).toEqual(lines)
    for (const { str, width } of read) expect(textWidth(str, font, SIZE)).toBeCloseTo(width, 0)
  })
})

describe('wrapping', () => {
  it('keeps lines within the width and loses no word', () => {
    const text = 'Whatever is shown here, see a doctor about a spot that changes'
    const lines = wrapText(text, 'regular', 10, 100)
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join(' ')).toBe(text)
    for (const line of lines) expect(textWidth(line, 'regular', 10)).toBeLessThanOrEqual(100)
  })

  it('lets a word that is too wide stand alone', () => {
    expect(wrapText('a Donaudampfschifffahrt b', 'regular', 10, 40)).toEqual([
      'a',
      'Donaudampfschifffahrt',
      'b',
    ])
  })
})
