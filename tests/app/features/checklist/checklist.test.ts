import { describe, expect, it } from 'vitest'
import {
  EMPTY_CHECKLIST,
  isEmpty,
  SEVEN_POINTS,
  type SevenPointSign,
  sevenPointScore,
  toggled,
} from '../../../../app/features/checklist/checklist.ts'

const seven = Object.keys(SEVEN_POINTS) as SevenPointSign[]

describe('the 7-point checklist', () => {
  it('counts major signs twice: 10 points in all', () => {
    expect(sevenPointScore({ seven, abcde: [] })).toBe(10)
    expect(sevenPointScore({ seven: ['size', 'oozing'], abcde: [] })).toBe(3)
    expect(sevenPointScore(EMPTY_CHECKLIST)).toBe(0)
  })
})

describe('marks', () => {
  it('are put in once and taken out', () => {
    expect(toggled(['a'], 'b', true)).toEqual(['a', 'b'])
    expect(toggled(['a', 'b'], 'b', true)).toEqual(['a', 'b'])
    expect(toggled(['a', 'b'], 'a', false)).toEqual(['b'])
  })

  it('are empty or not', () => {
    expect(isEmpty(EMPTY_CHECKLIST)).toBe(true)
    expect(isEmpty({ seven: [], abcde: ['border'] })).toBe(false)
  })
})
