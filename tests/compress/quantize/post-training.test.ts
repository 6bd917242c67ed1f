import { describe, expect, it } from 'vitest'
import { calibrate, quantize } from '../../../src/compress/quantize/post-training.ts'
import { RANGE_METHODS } from '../../../src/compress/quantize/ranges.ts'
import { buildNet, LAYERS, randomCalibration, valuesOf } from './nets.ts'

const graph = buildNet({ layers: [LAYERS.denseRelu, LAYERS.depthwise, LAYERS.residual], seed: 2 })
const calibration = randomCalibration(3, 4)

async function signalToNoise(int8: typeof graph): Promise<number> {
  let [signal, noise] = [0, 0]
  for await (const image of calibration.batches()) {
    const [exact, rounded] = await Promise.all(
      [graph, int8].map(
        async (each) => (await valuesOf(each, ['features'], image)).get('features')!,
      ),
    )
    exact!.forEach((value, i) => {
      signal += value ** 2
      noise += (value - rounded![i]!) ** 2
    })
  }
  return signal / noise
}

describe('calibrate and quantize', () => {
  it.each(RANGE_METHODS)('come close to the float graph by %s', async (method) => {
    expect(
      await signalToNoise(quantize(await calibrate(graph, { calibration }), method)),
    ).toBeGreaterThan(100)
  })

  it('come close with every pass', async () => {
    const passes = { equalize: true, correctBias: true }
    const calibrated = await calibrate(graph, { calibration, ...passes })
    expect(await signalToNoise(quantize(calibrated, 'min-max'))).toBeGreaterThan(100)
    const bias = (each: typeof graph) => each.initializers.get('layers.0.bias')!.data
    expect(calibrated.graph).not.toEqual(calibrated.reference)
    expect(bias(calibrated.reference)).not.toEqual(bias(graph))
  })

  it('leave a graph that is all head as it is', async () => {
    const calibrated = await calibrate(graph, { calibration, head: 'image' })
    expect(quantize(calibrated, 'min-max').nodes).toEqual(graph.nodes)
  })
})
