import { describe, expect, it } from 'vitest'
import { contactSheet } from '../../src/image/contact-sheet.ts'
import { flat, pixel } from './pictures.ts'

const red = flat(4, 2, [255, 0, 0])
const green = flat(2, 3, [0, 255, 0])
const blue = flat(4, 3, [0, 0, 255])

describe('contactSheet', () => {
  it('sets pictures row after row in cells of one size, with gaps between and around', () => {
    const sheet = contactSheet([red, green, blue], { columns: 2, gap: 1, background: 9 })
    expect([sheet.width, sheet.height]).toEqual([1 + 2 * 5, 1 + 2 * 4])
    expect(pixel(sheet, 0, 0)).toEqual([9, 9, 9])
    expect(pixel(sheet, 1, 1)).toEqual([255, 0, 0])
    expect(pixel(sheet, 4, 2)).toEqual([255, 0, 0])
    expect(pixel(sheet, 5, 1)).toEqual([9, 9, 9])
    expect(pixel(sheet, 6, 3)).toEqual([0, 255, 0])
    expect(pixel(sheet, 8, 1)).toEqual([9, 9, 9])
    expect(pixel(sheet, 1, 5)).toEqual([0, 0, 255])
    expect(pixel(sheet, 6, 5)).toEqual([9, 9, 9])
  })

  it('is no wider than its pictures need', () => {
    const { width, height } = contactSheet([red], { columns: 5, gap: 0 })
    expect([width, height]).toEqual([4, 2])
  })

  it.each([
    [0, 2],
    [3, 0],
    [3, 1.5],
  ])('refuses %i pictures in %d columns', (count, columns) => {
    expect(() => contactSheet(Array(count).fill(red), { columns })).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })
})
