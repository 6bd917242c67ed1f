import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { renderFigure, renderSvg } from '../../src/report/figure.ts'
import { FIGURE_CONFIG } from '../../src/report/theme.ts'
import { temporaryFolder } from './fixtures.ts'

const spec = {
  title: 'A title',
  config: FIGURE_CONFIG,
  width: 100,
  height: 80,
  data: { values: [{ x: 1, y: 2, c: 'a' }] },
  mark: 'point',
  encoding: {
    x: { field: 'x', type: 'quantitative' },
    y: { field: 'y', type: 'quantitative' },
    color: { field: 'c', type: 'nominal' },
  },
} as const

/** Dark pixels, of which there are none where text could not be drawn. */
async function darkPixels(png: string): Promise<number> {
  const { data } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true })
  return data.filter((grey) => grey < 100).length
}

describe('renderFigure', () => {
  it('writes an SVG and a PNG of twice its size, and nothing else', async () => {
    const folder = await temporaryFolder()
    const files = await renderFigure(spec, join(folder, 'nested', 'figure'))
    expect(await readdir(join(folder, 'nested'))).toEqual(['figure.png', 'figure.svg'])
    const svg = await readFile(files.svg, 'utf8')
    const width = Number(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1])
    expect((await sharp(files.png).metadata()).width).toBe(2 * width)
  })

  it('draws text with the font of the package', async () => {
    const folder = await temporaryFolder()
    const withText = await renderFigure(spec, join(folder, 'with'))
    const { title: _, ...untitled } = spec
    const without = await renderFigure(
      { ...untitled, title: { text: 'A title', color: 'white' } },
      join(folder, 'without'),
    )
    expect(await darkPixels(withText.png)).toBeGreaterThan((await darkPixels(without.png)) + 100)
  })

  it('gives the same SVG for the same specification', async () => {
    expect(await renderSvg(spec)).toBe(await renderSvg(spec))
  })
})
