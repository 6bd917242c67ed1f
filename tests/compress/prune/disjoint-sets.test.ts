import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disjointSets } from '../../../src/compress/prune/disjoint-sets.ts'

const name = fc.integer({ min: 0, max: 9 }).map(String)

describe('disjointSets', () => {
  it('are what is connected by joins', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 12 }), (joins) => {
        const sets = disjointSets()
        for (const [a, b] of joins) sets.join(a, b)
        const colours = new Map(Array.from({ length: 10 }, (_, i) => [String(i), i]))
        for (let round = 0; round < 10; round++) {
          for (const [a, b] of joins) {
            const least = Math.min(colours.get(a)!, colours.get(b)!)
            colours.set(a, least).set(b, least)
          }
        }
        const names = [...colours.keys()]
        const alike = (keyOf: (name: string) => unknown) =>
          names.map((a) => names.filter((b) => keyOf(a) === keyOf(b)))
        expect(alike(sets.rootOf)).toEqual(alike((each) => colours.get(each)))
      }),
    )
  })
})
