import { describe, expect, it } from 'vitest'
import { timeInTurns } from '../../../src/cli/benchmark/turns.ts'

describe('timing in turns', () => {
  it('runs everything once a round, in orders of its own, and counts no warm-up', async () => {
    const calls: string[] = []
    let clock = 0
    const subject = (name: string) => async () => {
      calls.push(name)
      return ++clock
    }
    let rounds = 0
    const onRound = () => rounds++
    const subjects = ['a', 'b', 'c'].map(subject)
    const times = await timeInTurns(subjects, { warmUp: 2, rounds: 20, onRound })
    expect(rounds).toBe(22)
    const orders = Array.from({ length: 22 }, (_, i) => calls.slice(3 * i, 3 * i + 3).join(''))
    expect(new Set(orders).size).toBeGreaterThan(3)
    for (const order of orders) expect([...order].sort().join('')).toBe('abc')
    expect(times.map((each) => each.length)).toEqual([20, 20, 20])
    const all = times.flatMap((each) => [...each]).sort((a, b) => a - b)
    expect(all).toEqual(Array.from({ length: 60 }, (_, i) => i + 7))
  })
})
