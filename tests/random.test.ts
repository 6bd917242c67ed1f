import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../src/random.ts'

const many = <T>(draw: () => T, n = 20_000) => Array.from({ length: n }, draw)
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length

describe('createRandom', () => {
  it('gives the stream that its keys always gave', () => {
    const random = createRandom(1, 2, 3)
    expect(random.uniform()).toBe(0.7696630300865441)
    expect(random.int(1000)).toBe(246)
    expect(random.normal()).toBeCloseTo(-1.4714083238867084, 12)
  })

  it('gives the same stream for the same keys, and another for each other key', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 4 }), fc.nat(3), (keys, at) => {
        const first = (stream: readonly number[]) => createRandom(...stream).uniform()
        expect(first(keys)).toBe(first(keys))
        expect(first([...keys, 0])).not.toBe(first(keys))
        if (at < keys.length) expect(first(keys.with(at, keys[at]! + 1))).not.toBe(first(keys))
      }),
    )
    const neighbours = new Set(
      Array.from({ length: 1000 }, (_, key) => createRandom(7, key).uniform()),
    )
    expect(neighbours.size).toBe(1000)
    expect(Math.abs(mean([...neighbours]) - 0.5)).toBeLessThan(0.05)
  })

  it('tells the order of the keys', () => {
    expect(createRandom(1, 2).uniform()).not.toBe(createRandom(2, 1).uniform())
  })
})

describe('the draws', () => {
  it('of uniform fill their range evenly', () => {
    const { uniform } = createRandom(1)
    const values = many(() => uniform(-2, 6))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2)
    expect(Math.max(...values)).toBeLessThan(6)
    for (let bin = -2; bin < 6; bin++) {
      const share = values.filter((value) => Math.floor(value) === bin).length / values.length
      expect(Math.abs(share - 1 / 8)).toBeLessThan(0.01)
    }
    expect(uniform(3, 3)).toBe(3)
  })

  it('of int are every whole number below the bound, evenly', () => {
    const { int } = createRandom(2)
    const counts = [0, 0, 0, 0, 0]
    for (const value of many(() => int(5))) counts[value]!++
    for (const count of counts) expect(Math.abs(count / 20_000 - 0.2)).toBeLessThan(0.015)
    expect(int(1)).toBe(0)
  })

  it('of normal have mean 0, variance 1 and no skew', () => {
    const { normal } = createRandom(3)
    const values = many(normal)
    expect(Math.abs(mean(values))).toBeLessThan(0.03)
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.04)
    expect(Math.abs(mean(values.map((value) => value ** 3)))).toBeLessThan(0.1)
    const inside = values.filter((value) => Math.abs(value) < 1.96).length / values.length
    expect(Math.abs(inside - 0.95)).toBeLessThan(0.01)
  })

  it('of chance are true as often as said', () => {
    const { chance } = createRandom(4)
    const share = many(() => chance(0.3)).filter(Boolean).length / 20_000
    expect(Math.abs(share - 0.3)).toBeLessThan(0.015)
    expect(many(() => chance(0), 100)).not.toContain(true)
    expect(many(() => chance(1), 100)).not.toContain(false)
  })

  it('of shuffle give every order equally often, in place', () => {
    const random = createRandom(5)
    const counts = new Map<string, number>()
    for (let i = 0; i < 6000; i++) {
      const items = ['a', 'b', 'c']
      expect(random.shuffle(items)).toBe(items)
      counts.set(items.join(''), (counts.get(items.join('')) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
    expect(random.shuffle([])).toEqual([])
  })
})
