import { describe, expect, it } from 'vitest'
import { attributesOf } from '../../src/dataset/attributes.ts'

const of = (metadata: Record<string, string>) => attributesOf({ metadata })

describe('attributesOf', () => {
  it('groups the columns of HAM10000', () => {
    expect(
      of({ age: '80.0', sex: 'male', localization: 'scalp', dataset: 'vidir_modern' }),
    ).toEqual({
      age: '75 and over',
      sex: 'male',
      'body site': 'head and neck',
      source: 'vidir_modern',
    })
  })

  it('says what is not known', () => {
    const unknown = { age: 'unknown', sex: 'unknown', 'body site': 'unknown', source: 'unknown' }
    expect(of({})).toEqual(unknown)
    expect(of({ age: '', sex: ' ', localization: 'unknown', dataset: '' })).toEqual(unknown)
    expect(of({ age: 'unknown' }).age).toBe('unknown')
    expect(of({ age: '-1' }).age).toBe('unknown')
  })

  it('puts every age into one band', () => {
    const bands = ['0', '29', '30', '44.5', '45', '60', '74', '75', '102'].map(
      (age) => of({ age }).age,
    )
    expect(bands).toEqual([
      ...[
        '0–29',
        '0–29',
        '30–44',
        '30–44',
        '45–59',
        '60–74',
        '60–74',
        '75 and over',
        '75 and over',
      ],
    ])
  })

  it('knows other names of the columns, and keeps other body sites', () => {
    expect(of({ site: 'Genital', source: 'clinic' })).toMatchObject({
      'body site': 'genital',
      source: 'clinic',
    })
  })
})
