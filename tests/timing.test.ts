import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { timed, timedAsync } from '../src/timing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('timed', () => {
  it('gives the value and the time that it took', () => {
    const work = () => {
      vi.advanceTimersByTime(120)
      return 'value'
    }
    expect(timed(work)).toEqual({ value: 'value', milliseconds: 120 })
  })
})

describe('timedAsync', () => {
  it('waits, and counts the waiting', async () => {
    const timing = timedAsync(
      () => new Promise<string>((resolve) => setTimeout(() => resolve('value'), 250)),
    )
    await vi.advanceTimersByTimeAsync(250)
    expect(await timing).toEqual({ value: 'value', milliseconds: 250 })
  })

  it('passes a failure on', async () => {
    await expect(timedAsync(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  })
})
