import { describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../src/classes.ts'
import { classColours, figureSubtitle } from '../../src/report/theme.ts'

describe('classColours', () => {
  it('are different, and belong to the class and not to its place', () => {
    const colours = classColours(LESION_CLASSES)
    expect(new Set(colours).size).toBe(LESION_CLASSES.length)
    expect(classColours(['nv', 'mel'])).toEqual([
      colours[LESION_CLASSES.indexOf('nv')],
      colours[LESION_CLASSES.indexOf('mel')],
    ])
  })

  it('exist for classes of other data sets', () => {
    const colours = classColours(Array.from({ length: 9 }, (_, k) => `class-${k}`))
    expect(colours.every((colour) => /^#[0-9A-F]{6}$/.test(colour))).toBe(true)
    expect(new Set(colours).size).toBe(7)
  })
})

describe('figureSubtitle', () => {
  it('says when lesions are synthetic, and only then', () => {
    const subject = { model: 'net', split: 'test', n: 1473, prior: 'dataset' }
    const real = 'net · test split · n = 1,473 · dataset prior'
    expect(figureSubtitle({ ...subject, synthetic: false })).toBe(real)
    expect(figureSubtitle({ ...subject, synthetic: true })).toBe(`${real} · SYNTHETIC lesions`)
  })
})
