import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChannelGroup, findChannelGroups } from '../../../src/compress/prune/channel-groups.ts'
import { keepChannels } from '../../../src/compress/prune/keep-channels.ts'
import { countMacs, countParameters } from '../../../src/graph/cost.ts'
import type { Graph } from '../../../src/graph/graph.ts'
import { elementCount } from '../../../src/graph/tensor.ts'
import { createRandom } from '../../../src/random.ts'
import { maxDifference } from '../../graph/run-graph.ts'
import { LAYERS, randomImages, valuesOf } from '../quantize/nets.ts'
import { invertedResidual, layeredNet, PRUNABLE_LAYERS } from './nets.ts'

/** The graph with zeros where channels are read, or made. */
function silence(
  graph: Graph,
  gone: ReadonlyMap<ChannelGroup, readonly number[]>,
  side: 'made' | 'read',
): Graph {
  const initializers = new Map(graph.initializers)
  for (const [group, channels] of gone) {
    for (const { tensor, axis } of group[side]) {
      const { dtype, shape, data } = initializers.get(tensor)!
      const inner = elementCount(shape.slice(axis + 1))
      const silenced = (data as Float32Array).map((value, i) =>
        channels.includes(Math.floor(i / inner) % shape[axis]!) ? 0 : value,
      )
      initializers.set(tensor, { dtype, shape, data: silenced })
    }
  }
  return { ...graph, initializers }
}

const netArbitrary = fc.record({
  layers: fc.array(fc.constantFrom(...Object.values(PRUNABLE_LAYERS)), { maxLength: 4 }),
  hidden: fc.integer({ min: 2, max: 9 }),
  seed: fc.integer(),
  side: fc.constantFrom('made' as const, 'read' as const),
})

describe('keepChannels', () => {
  it('leaves the answer as it is when what goes had zeros for weights', async () => {
    await fc.assert(
      fc.asyncProperty(netArbitrary, async ({ layers, hidden, seed, side }) => {
        const block = invertedResidual(hidden)
        const graph = layeredNet([LAYERS.denseRelu6, block, ...layers, LAYERS.dense], seed)
        const random = createRandom(seed, 2)
        const groups = findChannelGroups(graph)
        expect(groups.length).toBeGreaterThan(0)
        const split = groups.map((group) => {
          const order = random.shuffle([...Array(group.channels).keys()])
          const count = 1 + Math.floor(random.uniform() * group.channels)
          return {
            group,
            kept: order.slice(0, count).sort((a, b) => a - b),
            gone: order.slice(count),
          }
        })
        const gone = new Map(split.map((each) => [each.group, each.gone]))
        const silent = silence(graph, gone, side)
        const small = keepChannels(silent, new Map(split.map(({ group, kept }) => [group, kept])))
        const image = randomImages(random)
        const [before, after] = await Promise.all(
          [silent, small].map(
            async (each) => (await valuesOf(each, ['features'], image)).get('features')!,
          ),
        )
        const largest = before!.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
        expect(maxDifference(before!, after!) / largest).toBeLessThan(1e-5)
        if (split.some((each) => each.gone.length > 0)) {
          expect(countMacs(small)).toBeLessThan(countMacs(graph))
          expect(countParameters(small)).toBeLessThan(countParameters(graph))
        }
      }),
      { numRuns: 25 },
    )
  })

  it('takes one row or column of every parameter for each channel, and the depthwise groups', () => {
    const graph = layeredNet([LAYERS.denseRelu6, invertedResidual(4)])
    const [group] = findChannelGroups(graph)
    const small = keepChannels(graph, new Map([[group!, [1, 3]]]))
    const values = (name: string, from = small) => [
      ...(from.initializers.get(name)!.data as Float32Array),
    ]
    const whole = (name: string) => values(name, graph)
    const bias = whole('layers.1.expand.bias')
    expect(values('layers.1.expand.bias')).toEqual([bias[1], bias[3]])
    const depthwise = whole('layers.1.depthwise.weight')
    expect(values('layers.1.depthwise.weight')).toEqual([
      ...depthwise.slice(9, 18),
      ...depthwise.slice(27, 36),
    ])
    const columns = whole('layers.1.project.weight').filter((_, i) => i % 2 === 1)
    expect(values('layers.1.project.weight')).toEqual(columns)
    const node = small.nodes.find(({ inputs }) => inputs[1] === 'layers.1.depthwise.weight')!
    expect(node.attributes.group).toEqual({ type: 'int', value: 2 })
    expect(small.initializers.get('layers.0.weight')).toEqual(
      graph.initializers.get('layers.0.weight'),
    )
  })
})
