import { stripVTControlCharacters } from 'node:util'

export type Column = { title: string; align?: 'left' | 'right' }

/** Aligned columns of text with two spaces between them and a rule under the titles; colour codes take no room. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const width = (text: string) => stripVTControlCharacters(text).length
  const widths = columns.map(({ title }, i) =>
    Math.max(width(title), ...rows.map((row) => width(row[i] ?? ''))),
  )
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align = 'left' }, i) => {
        const cell = cells[i] ?? ''
        const space = ' '.repeat(widths[i]! - width(cell))
        return align === 'left' ? cell + space : space + cell
      })
      .join('  ')
      .trimEnd()
  const rule = widths.map((w) => '─'.repeat(w)).join('  ')
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n')
}
