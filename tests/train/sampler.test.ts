import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/random.ts'
import { classQuotas, epochOrder } from '../../src/train/sampler.ts'

const counts = [5, 60, 0, 12]
const labels = createRandom(3).shuffle(
  counts.flatMap((count, label) => Array.from({ length: count }, () => label)),
)
const base = { labels, classCount: counts.length, seed: 7, epoch: 0, power: 1 }

const tally = (positions: Iterable<number>) => {
  const times = new Array<number>(labels.length).fill(0)
  for (const position of positions) times[position]!++
  return times
}

describe('epochOrder', () => {
  it('with power 1 visits every sample once, in an order that seed and epoch decide', () => {
    const order = epochOrder(base)
    expect([...order].sort((a, b) => a - b)).toEqual(labels.map((_, position) => position))
    expect(epochOrder(base)).toEqual(order)
    expect(epochOrder({ ...base, epoch: 1 })).not.toEqual(order)
    expect(epochOrder({ ...base, seed: 8 })).not.toEqual(order)
  })

  it('with power 0 draws all classes alike, and none that is empty', () => {
    const order = epochOrder({ ...base, power: 0 })
    const drawn = counts.map((_, label) => order.filter((p) => labels[p] === label).length)
    expect(order).toHaveLength(labels.length)
    expect(drawn).toEqual([26, 26, 0, 25])
  })

  it('mixes the classes over the epoch', () => {
    const order = epochOrder(base)
    const half = order.slice(0, order.length / 2)
    for (const label of [0, 1, 3]) expect(half.some((p) => labels[p] === label)).toBe(true)
  })

  it('shows all samples of a class before one comes again, over several epochs', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer(),
        (power, epochs, seed) => {
          const seen = Array.from({ length: epochs }, (_, epoch) => [
            ...epochOrder({ ...base, seed, power, epoch }),
          ])
          const times = tally(seen.flat())
          for (const label of [0, 1, 3]) {
            const ofClass = times.filter((_, position) => labels[position] === label)
            expect(Math.max(...ofClass) - Math.min(...ofClass)).toBeLessThanOrEqual(1)
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('refuses labels out of range and an empty set', () => {
    const bad = expect.objectContaining({ code: 'bad-argument' })
    expect(() => epochOrder({ ...base, classCount: 2 })).toThrow(bad)
    expect(() => epochOrder({ ...base, labels: [] })).toThrow(bad)
  })
})

describe('classQuotas', () => {
  it('shares out exactly the total, within one of the exact share; power 1 gives the counts back', () => {
    const count = fc.integer({ min: 0, max: 7000 })
    fc.assert(
      fc.property(
        fc.array(count, { minLength: 1, maxLength: 9 }).filter((list) => list.some((n) => n > 0)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, power) => {
          const total = list.reduce((a, b) => a + b, 0)
          const quotas = classQuotas(list, total, power)
          expect(quotas.reduce((a, b) => a + b, 0)).toBe(total)
          const weights = list.map((n) => (n === 0 ? 0 : n ** power))
          const sum = weights.reduce((a, b) => a + b, 0)
          quotas.forEach((quota, label) => {
            expect(Math.abs(quota - (total * weights[label]!) / sum)).toBeLessThan(1)
          })
          expect(classQuotas(list, total, 1)).toEqual(list)
        },
      ),
    )
  })
})
