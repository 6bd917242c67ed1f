import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradCam } from '../../../src/attribution/methods/grad-cam.ts'
import { gradCamPlusPlus } from '../../../src/attribution/methods/grad-cam-plus-plus.ts'
import { hiResCam } from '../../../src/attribution/methods/hires-cam.ts'
import { layerCam } from '../../../src/attribution/methods/layer-cam.ts'
import type { LayerGradient, Method } from '../../../src/attribution/methods/method.ts'
import { contextOf, LAYER } from './layer.ts'

const mapOf = async (method: Method, layer: LayerGradient) => [...(await method(contextOf(layer)))]

describe('a case worked out by hand', () => {
  it.each<[string, Method, number[]]>([
    // weights: mean gradients (2 + 0) / 2 = 1 and (-1 + 3) / 2 = 1
    ['Grad-CAM', gradCam, [1 + 2, 3 + 1]],
    // weights: 2 / (2 + 2 * 4) and 3 / (2 + 3 * 3)
    ['Grad-CAM++', gradCamPlusPlus, [0.2 * 1 + (3 / 11) * 2, 0.2 * 3 + (3 / 11) * 1]],
    ['HiResCAM', hiResCam, [2 * 1 - 1 * 2, 0 * 3 + 3 * 1]],
    ['LayerCAM', layerCam, [2 * 1, 0 * 3 + 3 * 1]],
  ])('%s', async (_, method, expected) => {
    const map = await mapOf(method, LAYER)
    expect(map).toHaveLength(expected.length)
    map.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 6)
    })
  })
})

const layers = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
  )
  .chain(([channels, height, width]) => {
    const n = channels * height * width
    const values = (min: number) =>
      fc.array(fc.double({ min, max: 3, noNaN: true }), { minLength: n, maxLength: n })
    return fc.tuple(values(0), values(-3)).map(
      ([activation, gradient]): LayerGradient => ({
        ...{ channels, height, width },
        activation: Float32Array.from(activation),
        gradient: Float32Array.from(gradient),
      }),
    )
  })

describe('where the gradient is the same everywhere, as at the last layer', () => {
  const flat = layers.map((layer): LayerGradient => {
    const positions = layer.height * layer.width
    const gradient = layer.gradient.map((_, at, all) => all[at - (at % positions)]!)
    return { ...layer, gradient }
  })

  it('HiResCAM is Grad-CAM', async () => {
    await fc.assert(
      fc.asyncProperty(flat, async (layer) => {
        const [hiRes, grad] = [await mapOf(hiResCam, layer), await mapOf(gradCam, layer)]
        hiRes.forEach((value, i) => {
          expect(value).toBeCloseTo(grad[i]!, 4)
        })
      }),
    )
  })

  it('and positive, LayerCAM is Grad-CAM too', async () => {
    await fc.assert(
      fc.asyncProperty(flat, async (layer) => {
        const positive = { ...layer, gradient: layer.gradient.map(Math.abs) }
        const [own, grad] = [await mapOf(layerCam, positive), await mapOf(gradCam, positive)]
        own.forEach((value, i) => {
          expect(value).toBeCloseTo(grad[i]!, 4)
        })
      }),
    )
  })
})

it('LayerCAM is never below HiResCAM, nor below 0', async () => {
  await fc.assert(
    fc.asyncProperty(layers, async (layer) => {
      const [own, hiRes] = [await mapOf(layerCam, layer), await mapOf(hiResCam, layer)]
      own.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(Math.max(0, hiRes[i]! - 1e-6))
      })
    }),
  )
})

it('Grad-CAM++ sees nothing where no gradient is positive', async () => {
  const gradient = Float32Array.of(-1, -2, 0, -1)
  expect(await mapOf(gradCamPlusPlus, { ...LAYER, gradient })).toEqual([0, 0])
})
