import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalize } from '../../../src/compress/quantize/equalize.ts'
import { channelMaxima } from '../../../src/compress/quantize/parameters.ts'
import { maxDifference } from '../../graph/run-graph.ts'
import { buildNet, LAYERS, netArbitrary, randomCalibration, valuesOf } from './nets.ts'

const largest = (values: Float32Array) => Math.max(...values.map(Math.abs))

describe('equalize', () => {
  it('changes weights, not what the graph computes', async () => {
    await fc.assert(
      fc.asyncProperty(netArbitrary, async (options) => {
        const graph = buildNet(options)
        const calibration = randomCalibration(options.seed)
        const equalized = await equalize(graph, calibration)
        for await (const image of calibration.batches()) {
          const [before, after] = await Promise.all(
            [graph, equalized].map((each) => valuesOf(each, ['features'], image)),
          )
          const features = before!.get('features')!
          const difference = maxDifference(after!.get('features')!, features)
          expect(difference).toBeLessThanOrEqual(1e-4 * Math.max(1, largest(features)))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('makes the weights before and behind a channel equally large', async () => {
    const graph = buildNet({ layers: [LAYERS.denseRelu, LAYERS.depthwise], seed: 4 })
    const imbalance = (each: typeof graph) => {
      const [made, read] = ['layers.0.weight', 'layers.1.weight'].map((name) =>
        channelMaxima(each.initializers.get(name)!),
      )
      return largest(made!.map((value, channel) => Math.log(value / read![channel]!)))
    }
    expect(imbalance(graph)).toBeGreaterThan(1)
    expect(imbalance(await equalize(graph, randomCalibration(1)))).toBeLessThan(1e-3)
  })

  it('leaves what depends on the head alone', async () => {
    const graph = buildNet({ layers: [LAYERS.denseRelu, LAYERS.dense], seed: 4 })
    expect(await equalize(graph, randomCalibration(1), 'image')).toEqual(graph)
  })
})
