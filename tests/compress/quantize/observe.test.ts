import { describe, expect, it } from 'vitest'
import { exposing, observe, observeHistograms } from '../../../src/compress/quantize/observe.ts'
import { buildNet, IMAGE_SHAPE, LAYERS, randomCalibration, valuesOf } from './nets.ts'

const graph = buildNet({ layers: [LAYERS.dense, LAYERS.denseRelu6], seed: 3 })
const [convolution] = graph.nodes[0]!.outputs as [string]
const [relu] = graph.nodes[2]!.outputs as [string]

describe('observe', () => {
  it('shows the values of every batch, the input too', async () => {
    const seen: [string, Float32Array][] = []
    const calibration = randomCalibration(1)
    await observe(graph, ['image', convolution, relu], calibration, (name, { data }) =>
      seen.push([name, data as Float32Array]),
    )
    const expected: typeof seen = []
    for await (const image of calibration.batches()) {
      const values = await valuesOf(graph, [convolution, relu], image)
      expected.push(['image', image.data as Float32Array], ...values)
    }
    expect(seen.map(([name]) => name)).toEqual(expected.map(([name]) => name))
    for (const [i, [, data]] of seen.entries()) expect(data).toEqual(expected[i]![1])
  })

  it('computes no more than what it shows', () => {
    expect(exposing(graph, ['image', convolution]).nodes).toEqual([graph.nodes[0]])
  })

  it('closes its session when a batch fails', async () => {
    let open = 0
    const { open: openGraph } = randomCalibration(1)
    const failing = {
      async open(...args: Parameters<typeof openGraph>) {
        const session = await openGraph(...args)
        open++
        return { ...session, dispose: () => session.dispose().finally(() => open--) }
      },
      batches: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('unreadable')) }),
      }),
    }
    await expect(observe(graph, [relu], failing, () => {})).rejects.toThrow('unreadable')
    expect(open).toBe(0)
  })
})

describe('observeHistograms', () => {
  it('counts every number of every batch', async () => {
    const histograms = await observeHistograms(graph, ['image', relu], randomCalibration(1, 3))
    const total = histograms.get('image')!.counts.reduce((a, b) => a + b)
    expect(total).toBe(3 * IMAGE_SHAPE.reduce((a, b) => a * b))
    expect(histograms.get(relu)).toMatchObject({ min: 0 })
    expect(histograms.get(relu)!.max).toBeLessThanOrEqual(6)
  })

  it('refuses to calibrate on nothing', async () => {
    await expect(observeHistograms(graph, [relu], randomCalibration(1, 0))).rejects.toMatchObject({
      code: 'bad-argument',
    })
  })

  it('refuses a model whose numbers are not finite', async () => {
    const broken = new Map(graph.initializers)
    const weight = broken.get('layers.0.weight')!
    const data = new Float32Array(weight.data.length).fill(3e38)
    broken.set('layers.0.weight', { ...weight, data })
    const overflowing = { ...graph, initializers: broken }
    await expect(
      observeHistograms(overflowing, [convolution], randomCalibration(1)),
    ).rejects.toMatchObject({
      code: 'model-failed',
      message: expect.stringContaining(convolution),
    })
  })
})
