import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centralInterval, median, quantile } from '../../src/metrics/quantile.ts'

const numbers = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 })
  .map((values) => Float64Array.from(values).sort())

test('lies between the two order statistics, in proportion', () => {
  expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile([10, 20, 40], share))).toEqual([
    10, 15, 20, 36, 40,
  ])
})

test('of an even count, the median is the mean of the two in the middle', () => {
  expect(quantile([1, 2, 4, 9], 0.5)).toBe(3)
})

test('of one number, every quantile is that number', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      expect(quantile([7], share)).toBe(7)
    }),
  )
})

test('grows with the share and never leaves the numbers', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(numbers, share, share, (sorted, a, b) => {
      const [low, high] = [quantile(sorted, Math.min(a, b)), quantile(sorted, Math.max(a, b))]
      const slack = 1e-9 * (1 + Math.abs(low))
      expect(low).toBeLessThanOrEqual(high + slack)
      expect(low).toBeGreaterThanOrEqual(sorted[0]! - slack)
      expect(high).toBeLessThanOrEqual(sorted.at(-1)! + slack)
    }),
  )
})

test('the median needs no order, and leaves the numbers in theirs', () => {
  const values = [9, 1, 4, 2]
  expect(median(values)).toBe(3)
  expect(values).toEqual([9, 1, 4, 2])
  expect(median([5])).toBe(5)
  expect(median([])).toBeNaN()
})

test('the central interval leaves as much out below as above, and needs no order', () => {
  const values = Array.from({ length: 101 }, (_, i) => (i * 37) % 101)
  expect(centralInterval(values, 0.8)).toEqual([expect.closeTo(10, 9), expect.closeTo(90, 9)])
  expect(centralInterval(values)).toEqual([expect.closeTo(2.5, 9), expect.closeTo(97.5, 9)])
})
