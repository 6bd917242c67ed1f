import { Resvg } from '@resvg/resvg-js'
import type { TopLevelSpec } from 'vega-lite'
import { writeFileAtomic } from '../write-file.ts'
import { FONT_OPTIONS, measureTextForVega } from './font.ts'

export type FigureFiles = { svg: string; png: string }

const PNG_SCALE = 2

/**
 * Draws a Vega-Lite figure without a browser, a canvas or system fonts. The same specification gives the same bytes.
 *
 * @param basePath the path of both files without `.svg` and `.png`
 */
export async function renderFigure(spec: TopLevelSpec, basePath: string): Promise<FigureFiles> {
  const svg = await renderSvg(spec)
  const files = { svg: `${basePath}.svg`, png: `${basePath}.png` }
  await writeFileAtomic(files.svg, svg)
  await writeFileAtomic(files.png, rasterize(svg))
  return files
}

export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]) // slow to load
  const { parse, resetSVGDefIds, View } = vega
  measureTextForVega(vega)
  resetSVGDefIds()
  const view = new View(parse(compile(spec).spec), { renderer: 'none' })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** @param scale pixels of the PNG for one unit of the SVG */
export function rasterize(svg: string, scale = PNG_SCALE): Uint8Array {
  const image = new Resvg(svg, {
    font: FONT_OPTIONS,
    background: 'white',
    fitTo: { mode: 'zoom', value: scale },
  })
  return image.render().asPng()
}
