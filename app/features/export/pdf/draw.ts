import type { FontName } from './fonts.ts'
import { toWindows1252 } from './windows-1252.ts'

/** Red, green, blue, 0 to 1. */
export type Colour = readonly [number, number, number]

/** A page under way: what is drawn on it, in the operators of PDF (ISO 32000-1, annex A), and its pictures. */
export type PdfPage = { readonly operators: string[]; readonly images: PdfImage[] }

export type PdfImage = {
  readonly jpeg: Uint8Array
  readonly width: number
  readonly height: number
}

/** In points, from the upper left corner of the page. */
export type Box = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A4, in points. */
export const PAGE = { width: 595, height: 842 } as const

export const createPage = (): PdfPage => ({ operators: [], images: [] })

export type TextStyle = {
  readonly font: FontName
  readonly size: number
  readonly colour: Colour
}

/** One line of text; `y` is its baseline. */
export function drawText(
  page: PdfPage,
  text: string,
  { x, y }: Pick<Box, 'x' | 'y'>,
  { font, size, colour }: TextStyle,
): void {
  const bytes = toWindows1252(text).map((byte) => byte.toString(16).padStart(2, '0'))
  page.operators.push(
    `BT ${colour.join(' ')} rg /${font} ${size} Tf ${round(x)} ${round(PAGE.height - y)} Td <${bytes.join('')}> Tj ET`,
  )
}

export function drawRectangle(page: PdfPage, box: Box, colour: Colour): void {
  page.operators.push(`${colour.join(' ')} rg ${placed(box)} re f`)
}

export function drawImage(page: PdfPage, image: PdfImage, box: Box): void {
  page.images.push(image)
  const [x, y] = [round(box.x), round(PAGE.height - box.y - box.height)]
  const name = imageName(page.images.length - 1)
  page.operators.push(`q ${round(box.width)} 0 0 ${round(box.height)} ${x} ${y} cm /${name} Do Q`)
}

/** A page's picture by its place in `images`. */
export const imageName = (index: number) => `I${index}`

const placed = ({ x, y, width, height }: Box) =>
  [x, PAGE.height - y - height, width, height].map(round).join(' ')

const round = (value: number) => Math.round(value * 100) / 100
