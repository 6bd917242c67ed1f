import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantizationOf } from '../../../../src/compress/quantize/affine.ts'
import { calibrate, rangesBy } from '../../../../src/compress/quantize/post-training.ts'
import { fakeQuantizeGraph } from '../../../../src/compress/quantize/qat/fake-quantize-graph.ts'
import { quantizeGraph } from '../../../../src/compress/quantize/quantize-graph.ts'
import type { Graph } from '../../../../src/graph/graph.ts'
import { lower } from '../../../../src/graph/lower/lower.ts'
import { parametersOf } from '../../../../src/nets/graph-architecture.ts'
import { createRandom } from '../../../../src/random.ts'
import { maxDifference } from '../../../graph/run-graph.ts'
import {
  buildNet,
  LAYERS,
  netArbitrary,
  randomCalibration,
  randomImages,
  valuesOf,
} from '../nets.ts'

async function forms(graph: Graph, seed: number) {
  const calibrated = await calibrate(graph, { calibration: randomCalibration(seed) })
  const ranges = rangesBy(calibrated, 'min-max')
  const { plan } = calibrated
  const int8 = quantizeGraph(graph, plan, ranges)
  return { plan, ranges, int8, trainable: fakeQuantizeGraph(graph, plan, ranges) }
}

describe('fakeQuantizeGraph', () => {
  it('computes what the int8 graph computes, each value to within a step', async () => {
    await fc.assert(
      fc.asyncProperty(netArbitrary, async ({ layers, seed }) => {
        const graph = buildNet({ layers, seed })
        const { plan, ranges, int8, trainable } = await forms(graph, seed)
        const output = [...plan.outputs.values()].at(-1) ?? ''
        fc.pre(output !== '')
        const image = randomImages(createRandom(seed, 2))
        const [expected, found] = [
          await valuesOf(int8, [output], image),
          await valuesOf(
            lower({ ...trainable, outputs: [trainable.values.get(output)!] }),
            [output],
            image,
          ),
        ]
        const { scale } = quantizationOf(ranges.get(output)!)
        expect(maxDifference(found.get(output)!, expected.get(output)!)).toBeLessThan(1.01 * scale)
      }),
      { numRuns: 15 },
    )
  })

  it('keeps the names of the parameters', async () => {
    const graph = buildNet({ layers: [LAYERS.denseRelu6, LAYERS.residual], seed: 1 })
    const { trainable } = await forms(graph, 1)
    expect(parametersOf(trainable)).toEqual(parametersOf(graph))
  })
})
