import { describe, expect, it } from 'vitest'
import { eigenCam } from '../../../src/attribution/methods/eigen-cam.ts'
import { contextOf, LAYER } from './layer.ts'

const mapOf = async (layer: typeof LAYER) => [...(await eigenCam(contextOf(layer)))]

describe('Eigen-CAM', () => {
  it('is the first principal direction, by hand', async () => {
    // the activations [[1, 3], [2, 1]] times their transpose are [[5, 5], [5, 10]]: its first eigenvector is the golden ratio
    const [first, second] = (await mapOf(LAYER)) as [number, number]
    expect(second / first).toBeCloseTo((1 + Math.sqrt(5)) / 2, 5)
    expect(Math.hypot(first, second)).toBeCloseTo(Math.sqrt((15 + Math.sqrt(125)) / 2), 5)
  })

  it('of one pattern at several strengths is the pattern', async () => {
    const pattern = [0, 1, 4, 2]
    const activation = Float32Array.from([1, 3, 0.5].flatMap((s) => pattern.map((p) => s * p)))
    const layer = { channels: 3, height: 2, width: 2, activation, gradient: activation }
    const map = await mapOf(layer)
    map.forEach((value, i) => {
      expect(value / map[2]!).toBeCloseTo(pattern[i]! / 4, 5)
    })
  })

  it('has a sign such that it is positive in sum', async () => {
    const activation = LAYER.activation.map((value) => -value)
    expect((await mapOf({ ...LAYER, activation })).reduce((a, b) => a + b)).toBeGreaterThan(0)
  })

  it('knows no class, and shows nothing where the layer saw nothing', async () => {
    const gradient = new Float32Array(4)
    expect(await mapOf({ ...LAYER, gradient })).toEqual(await mapOf(LAYER))
    expect(await mapOf({ ...LAYER, activation: new Float32Array(4) })).toEqual([0, 0])
  })
})
