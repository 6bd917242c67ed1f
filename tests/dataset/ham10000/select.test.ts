import { describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../../src/classes.ts'
import { parseTable } from '../../../src/dataset/csv.ts'
import { selectSamples } from '../../../src/dataset/ham10000/select.ts'
import { HAM10000_HEADER, ham10000Row } from '../fixtures.ts'

const TABLE = 'HAM10000_metadata.csv'

function select(rows: readonly string[], images: readonly string[]) {
  const text = [HAM10000_HEADER, ...rows, ''].join('\n')
  const pictures = new Map(images.map((id) => [id, `/data/${id}.jpg`]))
  return selectSamples(parseTable(text, TABLE, []), pictures, TABLE)
}

describe('selectSamples', () => {
  it('keeps what the table knows, in its order', () => {
    const rows = [ham10000Row('HAM_2', 'ISIC_2', 'mel'), ham10000Row('HAM_1', 'ISIC_1', 'nv')]
    const metadata = {
      dx_type: 'histo',
      age: '45.0',
      sex: 'female',
      localization: 'back',
      dataset: '',
    }
    expect(select(rows, ['ISIC_1', 'ISIC_2'])).toEqual({
      samples: [
        {
          id: 'ISIC_2',
          path: '/data/ISIC_2.jpg',
          label: LESION_CLASSES.indexOf('mel'),
          group: 'HAM_2',
          metadata,
        },
        {
          id: 'ISIC_1',
          path: '/data/ISIC_1.jpg',
          label: LESION_CLASSES.indexOf('nv'),
          group: 'HAM_1',
          metadata,
        },
      ],
      problems: [],
    })
  })

  it.each([
    [
      'an unknown diagnosis',
      ham10000Row('HAM_9', 'ISIC_9', 'scc'),
      'unknown-diagnosis',
      /dx is "scc"/,
    ],
    ['an empty lesion', ham10000Row('', 'ISIC_9', 'nv'), 'bad-row', /lesion_id is ""/],
    ['an empty picture', ham10000Row('HAM_9', '', 'nv'), 'bad-row', /image_id is ""/],
    ['a path for a picture', ham10000Row('HAM_9', '../ISIC_9', 'nv'), 'bad-row', /no image id/],
    [
      'a picture that is not there',
      ham10000Row('HAM_9', 'ISIC_8', 'nv'),
      'missing-image',
      /ISIC_8/,
    ],
    [
      'a picture for the second time',
      ham10000Row('HAM_9', 'ISIC_1', 'nv'),
      'duplicate-id',
      /ISIC_1/,
    ],
  ])('leaves out and names a row with %s', (_, row, code, message) => {
    const rows = [ham10000Row('HAM_1', 'ISIC_1', 'nv'), row]
    const { samples, problems } = select(rows, ['ISIC_1', 'ISIC_9'])
    expect(samples.map(({ id }) => id)).toEqual(['ISIC_1'])
    expect(problems).toEqual([
      { code, where: `${TABLE}, line 3`, message: expect.stringMatching(message) },
    ])
  })

  it('leaves out every row of a lesion with two diagnoses, and names it once', () => {
    const rows = [
      ham10000Row('HAM_1', 'ISIC_1', 'nv'),
      ham10000Row('HAM_2', 'ISIC_2', 'nv'),
      ham10000Row('HAM_1', 'ISIC_3', 'mel'),
      ham10000Row('HAM_1', 'ISIC_4', 'bcc'),
    ]
    const { samples, problems } = select(rows, ['ISIC_1', 'ISIC_2', 'ISIC_3', 'ISIC_4'])
    expect(samples.map(({ id }) => id)).toEqual(['ISIC_2'])
    expect(problems).toEqual([
      {
        code: 'conflicting-diagnoses',
        where: `${TABLE}, line 4`,
        message: `the lesion HAM_1 is mel here and nv in ${TABLE}, line 2`,
      },
    ])
  })
})
