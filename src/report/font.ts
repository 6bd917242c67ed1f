import { createRequire } from 'node:module'
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js'

declare module 'vega' {
  /** How Vega measures a text to lay it out; left out of its types. */
  const textMetrics: {
    width(item: { fontSize?: number; fontWeight?: string | number }, text: unknown): number
  }
  /** Starts the numbering of gradients and clip paths anew; left out of its types. */
  function resetSVGDefIds(): void
}

/** The family of every text in a figure; the fallbacks are for browsers that show the SVG without Inter. */
export const FIGURE_FONT = 'Inter, Helvetica, Arial, sans-serif'

const require = createRequire(import.meta.url)
const regular = require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf')
const semiBold = require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf')

/** Renders with the fonts of the package alone, so that a figure is the same on every machine. */
export const FONT_OPTIONS = {
  loadSystemFonts: false,
  fontFiles: [regular, semiBold],
  defaultFontFamily: 'Inter',
} satisfies ResvgRenderOptions['font']

const MEASURED_SIZE = 100
const widths = new Map<string, number>()

/**
 * The width of a text in Inter, in pixels, as resvg draws it.
 *
 * @param weight 400 or 600
 */
export function textWidth(text: string, fontSize: number, weight = 400): number {
  const key = `${weight} ${text}`
  let width = widths.get(key)
  if (width === undefined) {
    width = (inkWidth(`|${text}|`, weight) - inkWidth('||', weight)) / MEASURED_SIZE
    widths.set(key, width)
  }
  return width * fontSize
}

/** Lets Vega lay out by the true widths; without a canvas it takes 0.8 em for every character. */
export function measureTextForVega({ textMetrics }: typeof import('vega')): void {
  textMetrics.width = (item, text) =>
    textWidth(
      String(text ?? '').trim(),
      item.fontSize ?? 11,
      Number(item.fontWeight) >= 600 || item.fontWeight === 'bold' ? 600 : 400,
    )
}

function inkWidth(text: string, weight: number): number {
  const escaped = text.replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${(text.length + 2) * MEASURED_SIZE}" height="200">
    <text x="50" y="120" font-family="Inter" font-size="${MEASURED_SIZE}" font-weight="${weight}" xml:space="preserve">${escaped}</text>
  </svg>`
  return new Resvg(svg, { font: FONT_OPTIONS }).innerBBox()?.width ?? 0
}
