import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPLIT_SIDES, splitByGroup } from '../../src/dataset/split.ts'
import type { Sample } from '../../src/dataset/types.ts'
import { sample } from './fixtures.ts'

/** Samples of groups with up to four pictures and, rarely, more than one label. */
const samplesArbitrary = fc
  .array(
    fc.record({
      group: fc.integer({ min: 0, max: 60 }),
      label: fc.integer({ min: 0, max: 3 }),
      pictures: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 80 },
  )
  .map((groups) =>
    groups.flatMap(({ group, label, pictures }, entry) =>
      Array.from({ length: pictures }, (_, n) => sample(`p-${entry}-${n}`, label, `g-${group}`)),
    ),
  )

/** Samples whose groups have one label each, as those of HAM10000. */
const pureSamplesArbitrary = samplesArbitrary.map((samples) =>
  samples.map((s) => ({ ...s, label: Number(s.group.slice(2)) % 4 })),
)

const seedArbitrary = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const idsOf = (samples: readonly Sample[]) => samples.map(({ id }) => id)
const groupsOf = (samples: readonly Sample[]) => new Set(samples.map(({ group }) => group))

describe('splitByGroup', () => {
  it('puts every picture on one side and no group on two', () => {
    fc.assert(
      fc.property(samplesArbitrary, seedArbitrary, (samples, seed) => {
        const split = splitByGroup(samples, { seed })
        const placed = SPLIT_SIDES.flatMap((side) => idsOf(split[side]))
        expect(placed.sort()).toEqual(idsOf(samples).sort())
        const groups = SPLIT_SIDES.flatMap((side) => [...groupsOf(split[side])])
        expect(groups).toHaveLength(groupsOf(samples).size)
      }),
    )
  })

  it('gives each side its share of the groups of every class, up to one group', () => {
    const fractions = [0.7, 0.15, 0.15] as const
    fc.assert(
      fc.property(pureSamplesArbitrary, seedArbitrary, (samples, seed) => {
        const split = splitByGroup(samples, { seed, fractions })
        for (const label of [0, 1, 2, 3]) {
          const ofLabel = (all: readonly Sample[]) => groupsOf(all.filter((s) => s.label === label))
          const total = ofLabel(samples).size
          SPLIT_SIDES.forEach((side, index) => {
            const distance = Math.abs(ofLabel(split[side]).size - total * fractions[index]!)
            expect(distance).toBeLessThanOrEqual(1)
          })
        }
      }),
    )
  })

  it('does not depend on the order of the samples', () => {
    const shuffledArbitrary = samplesArbitrary.chain((samples) =>
      fc.tuple(
        fc.constant(samples),
        fc.shuffledSubarray(samples, { minLength: samples.length, maxLength: samples.length }),
      ),
    )
    fc.assert(
      fc.property(shuffledArbitrary, seedArbitrary, ([samples, shuffled], seed) => {
        expect(splitByGroup(shuffled, { seed })).toEqual(splitByGroup(samples, { seed }))
      }),
    )
  })

  it('depends on the seed', () => {
    const samples = Array.from({ length: 100 }, (_, n) => sample(`p-${n}`, 0, `g-${n}`))
    const test = (seed: number) => idsOf(splitByGroup(samples, { seed }).test)
    expect(test(1)).toEqual(test(1))
    expect(test(1)).not.toEqual(test(2))
  })

  it('stratifies a group of several labels by its most frequent one', () => {
    const samples = Array.from({ length: 20 }, (_, g) => [
      sample(`a-${g}`, 0, `g-${g}`),
      sample(`b-${g}`, 1, `g-${g}`),
      sample(`c-${g}`, 1, `g-${g}`),
    ]).flat()
    const split = splitByGroup(samples, { seed: 3, fractions: [0.5, 0.25, 0.25] })
    expect(SPLIT_SIDES.map((side) => groupsOf(split[side]).size)).toEqual([10, 5, 5])
  })
})
