import { describe, expect, it } from 'vitest'
import { textTable } from '../src/text-table.ts'

describe('textTable', () => {
  it('aligns columns, whatever is coloured', () => {
    const red = '\u001b[31mmel\u001b[39m'
    const table = textTable(
      [{ title: 'class' }, { title: 'n', align: 'right' }],
      [
        [red, '9'],
        ['bcc', '1,006'],
      ],
    )
    expect(table.split('\n')).toEqual([
      'class      n',
      '─────  ─────',
      `${red}        9`,
      'bcc    1,006',
    ])
  })

  it('leaves no blanks at the end of a line', () => {
    expect(textTable([{ title: 'a' }, { title: 'note' }], [['1', '']])).toBe('a  note\n─  ────\n1')
  })
})
