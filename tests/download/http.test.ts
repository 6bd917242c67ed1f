import { describe, expect, it } from 'vitest'
import {
  isTransientStatus,
  parseContentRange,
  parseRetryAfter,
  rangeValidator,
} from '../../src/download/http.ts'

describe('parseContentRange', () => {
  it.each([
    ['bytes 5-9/10', { start: 5, total: 10 }],
    ['bytes 5-9/*', { start: 5, total: undefined }],
    ['bytes */10', { start: undefined, total: 10 }],
    ['items 5-9/10', { start: undefined, total: undefined }],
    [null, { start: undefined, total: undefined }],
  ])('reads %s', (header, expected) => {
    expect(parseContentRange(header)).toEqual(expected)
  })
})

describe('parseRetryAfter', () => {
  const now = Date.UTC(2024, 0, 1, 12, 0, 0)

  it.each([
    ['120', 120_000],
    ['Mon, 01 Jan 2024 12:00:30 GMT', 30_000],
    ['Mon, 01 Jan 2024 11:00:00 GMT', 0],
    ['soon', 0],
    [null, 0],
  ])('reads %s', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected)
  })
})

describe('rangeValidator', () => {
  it('prefers a strong tag, falls back on the date, and trusts no weak tag', () => {
    const date = 'Mon, 01 Jan 2024 12:00:30 GMT'
    const of = (headers: Record<string, string>) => rangeValidator(new Headers(headers))
    expect(of({ etag: '"a"', 'last-modified': date })).toBe('"a"')
    expect(of({ etag: 'W/"a"', 'last-modified': date })).toBe(date)
    expect(of({ etag: 'W/"a"' })).toBeUndefined()
  })
})

describe('isTransientStatus', () => {
  it('tells refusals from trouble that passes', () => {
    expect([400, 401, 403, 404, 410].some(isTransientStatus)).toBe(false)
    expect([408, 416, 429, 500, 502, 503].every(isTransientStatus)).toBe(true)
  })
})
