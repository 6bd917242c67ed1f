import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findChannelGroups } from '../../../src/compress/prune/channel-groups.ts'
import { chooseChannels } from '../../../src/compress/prune/choose-channels.ts'
import { keepChannels } from '../../../src/compress/prune/keep-channels.ts'
import { countMacs } from '../../../src/graph/cost.ts'
import { createRandom } from '../../../src/random.ts'
import { LAYERS } from '../quantize/nets.ts'
import { invertedResidual, layeredNet, PRUNABLE_LAYERS } from './nets.ts'

const widths = (kept: ReadonlyMap<unknown, readonly number[]>) =>
  [...kept.values()].map(({ length }) => length)

describe('chooseChannels', () => {
  it('meets the budget with widths that are multiples, and takes no more than a chunk too much', () => {
    fc.assert(
      fc.property(
        fc.record({
          layers: fc.array(fc.constantFrom(...Object.values(PRUNABLE_LAYERS)), { maxLength: 4 }),
          seed: fc.integer(),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
          multiple: fc.integer({ min: 1, max: 4 }),
          per: fc.constantFrom('mac' as const, 'channel' as const),
        }),
        ({ layers, seed, share, multiple, per }) => {
          const graph = layeredNet(
            [LAYERS.denseRelu6, invertedResidual(11), ...layers, LAYERS.dense],
            seed,
          )
          const random = createRandom(seed)
          const groups = findChannelGroups(graph)
          const importance = new Map(
            groups.map((group) => [
              group,
              new Float64Array(group.channels).map(() => random.uniform()),
            ]),
          )
          const least = new Map(groups.map((group) => [group, [...Array(multiple).keys()]]))
          const smallest = countMacs(keepChannels(graph, least))
          const macs = smallest + share * (countMacs(graph) - smallest)
          const kept = chooseChannels(graph, importance, { macs, multiple, per })
          const small = countMacs(keepChannels(graph, kept))
          expect(small).toBeLessThanOrEqual(macs)
          const costOfChunk = Math.max(
            0,
            ...groups
              .filter(({ channels }) => channels > multiple)
              .map((group) => {
                const channels = [...Array(group.channels - multiple).keys()]
                const less = keepChannels(graph, new Map([[group, channels]]))
                return countMacs(graph) - countMacs(less)
              }),
          )
          if (macs < countMacs(graph)) expect(small).toBeGreaterThan(macs - costOfChunk - 1)
          for (const [group, { length }] of kept) {
            expect(length).toBeGreaterThanOrEqual(multiple)
            if (length < group.channels) expect(length % multiple).toBe(0)
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  const net = layeredNet([
    LAYERS.denseRelu6,
    invertedResidual(8),
    invertedResidual(8, 10),
    LAYERS.dense,
  ])
  const [first, second] = findChannelGroups(net) as [never, never]
  const total = countMacs(net)

  it('keeps the most important channels of a layer, in their order', () => {
    const importance = new Map([
      [first, Float64Array.of(3, 9, 1, 8, 7, 2, 6, 5)],
      [second, new Float64Array(8).fill(100)],
    ])
    const kept = chooseChannels(net, importance, { macs: total - 1, multiple: 4, per: 'channel' })
    expect(kept.get(first)).toEqual([1, 3, 4, 6])
    expect(kept.get(second)).toHaveLength(8)
  })

  it('takes from the layer that costs more when both matter alike, if it goes by multiply-accumulates', () => {
    // a hidden channel of the second block feeds 10 channels instead of 5, so it costs more
    const importance = new Map([
      [first, new Float64Array(8).fill(0.99)],
      [second, new Float64Array(8).fill(1)],
    ])
    const choose = (per: 'mac' | 'channel') =>
      widths(chooseChannels(net, importance, { macs: total - 1, multiple: 1, per }))
    expect(choose('channel')).toEqual([7, 8])
    expect(choose('mac')).toEqual([8, 7])
  })

  it('removes nothing within the budget, and refuses one that is out of reach', () => {
    const importance = new Map([
      [first, new Float64Array(8)],
      [second, new Float64Array(8)],
    ])
    expect(
      widths(chooseChannels(net, importance, { macs: total, multiple: 1, per: 'mac' })),
    ).toEqual([8, 8])
    expect(() => chooseChannels(net, importance, { macs: 1, multiple: 4, per: 'mac' })).toThrow(
      expect.objectContaining({
        code: 'bad-argument',
        message: expect.stringContaining('out of reach'),
      }),
    )
  })
})
