import { describe, expect, it } from 'vitest'
import { calibrate, quantize } from '../../../src/compress/quantize/post-training.ts'
import { quantizationNoise } from '../../../src/compress/quantize/report.ts'
import { float32Tensor } from '../../../src/graph/tensor.ts'
import { buildNet, LAYERS, randomCalibration, valuesOf } from './nets.ts'

const graph = buildNet({ layers: [LAYERS.denseRelu6, LAYERS.residual], seed: 9 })
const calibration = randomCalibration(1, 1)

describe('quantizationNoise', () => {
  it('names every activation and every weight, with the noise of each', async () => {
    const calibrated = await calibrate(graph, { calibration })
    const int8 = quantize(calibrated, 'min-max')
    const noise = await quantizationNoise(graph, int8, calibrated.plan, calibration)
    const [sum] = graph.nodes.at(-2)!.outputs
    expect(noise.map(({ layer, tensor }) => `${tensor} ${layer}`)).toEqual([
      'activation image',
      'activation layers.0',
      'activation layers.1',
      `activation ${sum}`,
      'weight layers.0',
      'weight layers.1',
    ])
    for (const { decibels } of noise) expect(decibels).toBeGreaterThan(20)
    for (const { decibels } of noise) expect(decibels).toBeLessThan(80)
    for await (const image of calibration.batches()) {
      const exact = (await valuesOf(graph, [sum!], image)).get(sum!)!
      const rounded = (await valuesOf(int8, [sum!], image)).get(sum!)!
      const power = (values: Float32Array) => values.reduce((total, x) => total + x * x, 0)
      const ratio = power(exact) / power(exact.map((x, i) => x - rounded[i]!))
      expect(noise[3]!.decibels).toBeCloseTo(10 * Math.log10(ratio), 3)
    }
  })

  it('falls by about 6 dB a bit', async () => {
    const calibrated = await calibrate(graph, { calibration })
    const { histograms } = calibrated
    const wide = [...histograms].map(
      ([name, { min, max, ...rest }]) => [name, { ...rest, min: 4 * min, max: 4 * max }] as const,
    )
    const coarse = { ...calibrated, histograms: new Map(wide) }
    const [fine, rough] = await Promise.all(
      [calibrated, coarse].map((each) =>
        quantizationNoise(graph, quantize(each, 'min-max'), each.plan, calibration),
      ),
    )
    expect(fine![0]!.decibels! - rough![0]!.decibels!).toBeCloseTo(12, -0.5)
  })

  it('says nothing of tensors that 8 bits hold exactly', async () => {
    const zeros = new Map(
      [...graph.initializers].map(([name, { dtype, shape, data }]) => [
        name,
        name.startsWith('layers.0')
          ? float32Tensor(new Float32Array(data.length), shape)
          : { dtype, shape, data },
      ]),
    )
    const silent = { ...graph, initializers: zeros }
    const calibrated = await calibrate(silent, { calibration })
    const int8 = quantize(calibrated, 'min-max')
    const noise = await quantizationNoise(silent, int8, calibrated.plan, calibration)
    expect(noise.find(({ layer }) => layer === 'layers.0')!.decibels).toBeNull()
  })
})
