import { describe, expect, it } from 'vitest'
import { isLesionClass, LESION_CLASSES, LESION_NAMES } from '../src/classes.ts'

describe('the lesion classes', () => {
  it('are seven, in alphabetical order, each with a name', () => {
    expect(LESION_CLASSES).toHaveLength(7)
    expect([...LESION_CLASSES]).toEqual([...LESION_CLASSES].sort())
    expect(Object.keys(LESION_NAMES)).toEqual([...LESION_CLASSES])
  })

  it('know their own', () => {
    expect(LESION_CLASSES.every(isLesionClass)).toBe(true)
    expect(isLesionClass('wart')).toBe(false)
  })
})
