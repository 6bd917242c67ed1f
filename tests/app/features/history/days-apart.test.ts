import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { daysApart } from '../../../../app/features/history/days-apart.ts'

/** In March and on, as a clock on the wall says it. */
const time = (day: number, hour: number) => () => new Date(2026, 2, day, hour).getTime()

describe('the days between two pictures', () => {
  beforeAll(() => vi.stubEnv('TZ', 'Europe/Berlin'))
  afterAll(() => vi.unstubAllEnvs())

  it.each([
    ['the morning and the evening of a day', time(2, 6), time(2, 20), 0],
    ['late one evening and early the next morning', time(2, 23), time(3, 1), 1],
    ['a month in which the clocks change', time(1, 23), time(32, 1), 31],
  ])('%s', (_, first, second, days) => {
    expect(daysApart(first(), second())).toBe(days)
    expect(daysApart(second(), first())).toBe(days)
  })
})
