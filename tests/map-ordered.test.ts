import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapOrdered } from '../src/map-ordered.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const result of results) collected.push(result)
  return collected
}

describe('mapOrdered', () => {
  it('keeps the order of the items, whichever task ends first', async () => {
    const delays = fc.array(fc.nat(4), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 1, max: 5 }), async (items, concurrency) => {
        let started = 0
        const results = mapOrdered(items, concurrency, async (delay) => {
          const index = started++
          await pause(delay)
          return { index, delay }
        })
        expect(await collect(results)).toEqual(items.map((delay, index) => ({ index, delay })))
      }),
      { numRuns: 20 },
    )
  })

  it('works on as many items at once as it may, and never on more', async () => {
    let [working, busiest] = [0, 0]
    const results = mapOrdered(Array(20).keys(), 3, async () => {
      busiest = Math.max(busiest, ++working)
      await pause(1)
      working--
    })
    await collect(results)
    expect(busiest).toBe(3)
  })

  it('takes no item before there is room for it', async () => {
    let taken = 0
    function* endless() {
      for (;;) yield taken++
    }
    for await (const item of mapOrdered(endless(), 4, async (item) => item)) {
      expect(taken - item).toBeLessThanOrEqual(4)
      if (item === 50) break
    }
  })

  it('reports a failure when its turn comes', async () => {
    const seen: number[] = []
    const results = mapOrdered([1, 2, 3, 4], 4, async (item) => {
      if (item === 2) throw new Error('two')
      await pause(3)
      return item
    })
    const reading = (async () => {
      for await (const item of results) seen.push(item)
    })()
    await expect(reading).rejects.toThrow('two')
    expect(seen).toEqual([1])
  })

  it('gives nothing for nothing', async () => {
    expect(await collect(mapOrdered([], 3, async (item) => item))).toEqual([])
  })
})
