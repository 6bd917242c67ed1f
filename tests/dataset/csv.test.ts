import { describe, expect, it } from 'vitest'
import { parseTable } from '../../src/dataset/csv.ts'

const columns = ['image', 'label']

describe('parseTable', () => {
  it('reads rows under their columns, with their lines', () => {
    const text = '\uFEFFimage,label,note\r\na.jpg, nv ,"one, two"\r\n\r\nb.jpg,mel,\r\n'
    expect(parseTable(text, 'labels.csv', columns)).toEqual([
      { line: 2, record: { image: 'a.jpg', label: 'nv', note: 'one, two' } },
      { line: 4, record: { image: 'b.jpg', label: 'mel', note: '' } },
    ])
  })

  it.each(['table.tab', 'table.TSV'])('reads %s as tab-separated', (path) => {
    expect(parseTable('image\tlabel\n"a,1.jpg"\tnv\n', path, columns)).toEqual([
      { line: 2, record: { image: 'a,1.jpg', label: 'nv' } },
    ])
  })

  it.each([
    ['a missing column', 'image,diagnosis\na.jpg,nv\n', 'has no column label'],
    [
      'a column that comes twice',
      'image,label,label\na.jpg,nv,mel\n',
      'has the column label twice',
    ],
    ['a row that is too short', 'image,label\na.jpg\n', 'line 2'],
    ['a quote that never ends', 'image,label\n"a.jpg,nv\n', 'Quote'],
    ['an empty file', '\n', 'is empty'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseTable(text, 'labels.csv', columns)).toThrow(
      expect.objectContaining({
        code: 'dataset-invalid',
        message: expect.stringContaining(message),
      }),
    )
  })
})
