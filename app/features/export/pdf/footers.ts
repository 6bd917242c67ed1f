import { drawText, PAGE, type PdfPage, type TextStyle } from './draw.ts'
import { CONTENT_WIDTH, MARGIN } from './flow.ts'
import { textWidth } from './fonts.ts'

/** Under each page its text, and its number. */
export function drawFooters(
  pages: readonly PdfPage[],
  texts: readonly string[],
  style: TextStyle,
): void {
  const y = PAGE.height - MARGIN + 10
  pages.forEach((page, i) => {
    drawText(page, texts[i]!, { x: MARGIN, y }, style)
    const number = `${i + 1} / ${pages.length}`
    const x = MARGIN + CONTENT_WIDTH - textWidth(number, style.font, style.size)
    drawText(page, number, { x, y }, style)
  })
}
