import { FIGURE_FONT } from './font.ts'
import { escapeHtml } from './html/page.ts'

/** A picture without and with its heat map, as JPEG files of the same size, and what is said below. */
export type ShownExample = {
  readonly picture: Uint8Array
  readonly explained: Uint8Array
  readonly caption: readonly string[]
}

export type ExampleRow = { readonly title: string; readonly examples: readonly ShownExample[] }

const SIDE = 150
const GAP = 24
const LINE = 16
const TITLE = 34
const CAPTION_SIZE = 11.5

/** Rows of examples as an SVG that needs no other file. */
export function examplesSvg(rows: readonly ExampleRow[]): string {
  const columns = Math.max(...rows.map(({ examples }) => examples.length))
  const lines = Math.max(...rows.flatMap((row) => row.examples.map((each) => each.caption.length)))
  const rowHeight = TITLE + SIDE + lines * LINE + GAP
  const width = columns * (2 * SIDE + GAP)
  const body = rows.flatMap(({ title, examples }, row) => [
    `<text x="0" y="${row * rowHeight + 20}" font-size="15" font-weight="600">${escapeHtml(title)}</text>`,
    ...examples.map((example, column) =>
      cell(example, column * (2 * SIDE + GAP), row * rowHeight + TITLE),
    ),
  ])
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${rows.length * rowHeight}" viewBox="0 0 ${width} ${rows.length * rowHeight}" font-family="${FIGURE_FONT}" fill="#1b2624">
${body.join('\n')}
</svg>
`
}

function cell({ picture, explained, caption }: ShownExample, x: number, y: number): string {
  const image = (jpeg: Uint8Array, left: number) =>
    `<image x="${left}" y="${y}" width="${SIDE}" height="${SIDE}" preserveAspectRatio="xMidYMid slice" href="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}"/>`
  const lines = caption.map(
    (line, i) =>
      `<text x="${x}" y="${y + SIDE + (i + 1) * LINE}" font-size="${CAPTION_SIZE}">${escapeHtml(line)}</text>`,
  )
  return [image(picture, x), image(explained, x + SIDE), ...lines].join('\n')
}
