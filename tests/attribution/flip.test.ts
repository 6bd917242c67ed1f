import { expect, it } from 'vitest'
import { FLIPS, flip } from '../../src/attribution/flip.ts'

const data = Float32Array.from({ length: 12 }, (_, i) => i) // two channels of 2 rows and 3 columns

it('mirrors every channel by itself', () => {
  const horizontal = flip(data, 3, 2, { horizontal: true, vertical: false })
  expect([...horizontal]).toEqual([2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9])
  const vertical = flip(data, 3, 2, { horizontal: false, vertical: true })
  expect([...vertical]).toEqual([3, 4, 5, 0, 1, 2, 9, 10, 11, 6, 7, 8])
})

it.each(FLIPS)('%j twice is nothing', (mirror) => {
  expect(flip(flip(data, 3, 2, mirror), 3, 2, mirror)).toEqual(data)
})
