import {
  type Colour,
  createPage,
  drawRectangle,
  drawText,
  PAGE,
  type PdfPage,
  type TextStyle,
} from './draw.ts'
import { wrapText } from './fonts.ts'

export const MARGIN = 48
export const CONTENT_WIDTH = PAGE.width - 2 * MARGIN
const FOOTER = 8
const LINE = 1.35

/** Pages that fill from top to bottom. */
export type Flow = {
  readonly pages: PdfPage[]
  /** Where the next thing begins on the last page, in points from its top. */
  y: number
}

export const createFlow = (): Flow => ({ pages: [], y: Number.POSITIVE_INFINITY })

/** The page for something of this height: the last one, or a new one where it does not fit. */
export function pageFor(flow: Flow, height: number): PdfPage {
  if (flow.y + height > PAGE.height - MARGIN - FOOTER) {
    flow.pages.push(createPage())
    flow.y = MARGIN
  }
  return flow.pages.at(-1)!
}

export type ParagraphOptions = TextStyle & {
  /** From the left margin. */
  readonly indent?: number
  readonly width?: number
  /** Below the paragraph. */
  readonly gap?: number
}

export function addParagraph(
  flow: Flow,
  text: string,
  { indent = 0, width = CONTENT_WIDTH - indent, gap = 4, ...style }: ParagraphOptions,
): void {
  const height = style.size * LINE
  for (const line of wrapText(text, style.font, style.size, width)) {
    const page = pageFor(flow, height)
    drawText(page, line, { x: MARGIN + indent, y: flow.y + style.size }, style)
    flow.y += height
  }
  flow.y += gap
}

/** How high a paragraph will be, without its gap. */
export function paragraphHeight(text: string, width: number, { font, size }: TextStyle): number {
  return wrapText(text, font, size, width).length * size * LINE
}

/** A coloured ground for what is drawn next. */
export function addGround(flow: Flow, height: number, colour: Colour, edge?: Colour): void {
  const page = pageFor(flow, height)
  const box = { x: MARGIN, y: flow.y, width: CONTENT_WIDTH, height }
  drawRectangle(page, box, colour)
  if (edge) drawRectangle(page, { ...box, width: 4 }, edge)
}
