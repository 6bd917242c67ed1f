import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { intsAttribute } from '../../src/graph/graph.ts'
import { elementCount } from '../../src/graph/tensor.ts'
import { createArchitecture } from '../../src/nets/architecture.ts'
import { loadWeights } from '../../src/nets/node/fetch-weights.ts'
import { efficientNetLite } from '../../src/nets/pretrained/efficientnet-lite.ts'
import { evaluationGraph } from '../../src/train/engine/training-graph.ts'

const SHARED = fileURLToPath(new URL('../../../shared/pretrained', import.meta.url))
const folder = process.env.DERMALITE_PRETRAINED ?? SHARED
const file = join(folder, 'efficientnet_lite0_int8dequant_backbone.safetensors')
const absent = !existsSync(file)

const architecture = createArchitecture({
  architecture: 'efficientnet-lite0',
  ...{ width: 1, batchNorm: 'folded' },
})
const imageNet = evaluationGraph({ architecture, batch: 1, size: 224, classes: 1000 })

describe('EfficientNet-Lite0', () => {
  it('has the 385 million multiply-adds of the published network, and its weights, which keep BatchNorm apart', () => {
    const { graph, parameters } = imageNet
    const count = (shapes: typeof parameters) =>
      shapes.reduce((sum, { shape }) => sum + elementCount(shape), 0)
    const biases = parameters.filter(
      ({ name }) => name.endsWith('.bias') && name !== 'classifier.bias',
    )
    const shapeOf = (name: string) => graph.values.get(name)!.shape as number[]
    const multiplyAdds = graph.nodes
      .filter(({ op }) => op === 'Conv' || op === 'Gemm')
      .map(({ inputs, outputs }) => {
        const positions = elementCount(shapeOf(outputs[0]!).slice(2))
        return elementCount(shapeOf(inputs[1]!)) * positions
      })
      .reduce((sum, cost) => sum + cost, 0)
    expect(count(parameters) + count(biases)).toBe(4_652_008)
    expect(Math.round(multiplyAdds / 1e6)).toBe(385)
  })

  it('halves an even image by padding on the far side alone', () => {
    const strided = imageNet.graph.nodes.filter(
      ({ attributes }) => intsAttribute(attributes, 'strides', [])[0] === 2,
    )
    const pads = strided.map(({ attributes }) => intsAttribute(attributes, 'pads', []))
    expect(pads).toEqual([
      [0, 0, 1, 1],
      [0, 0, 1, 1],
      [1, 1, 2, 2],
      [0, 0, 1, 1],
      [1, 1, 2, 2],
    ])
  })

  it('takes pixels from 0 to 255 as (RGB - 127) / 128', () => {
    const [mean, std] = [architecture.mean[0], architecture.std[0]]
    for (const pixel of [0, 127, 255]) {
      expect((pixel / 255 - mean) / std).toBeCloseTo((pixel - 127) / 128, 12)
    }
  })

  it.skipIf(absent)(
    absent
      ? `reads the published weights (SKIPPED: there is no ${file})`
      : 'reads the published weights: every tensor of the file once',
    async () => {
      const { tensors } = await loadWeights(file, { cacheDir: folder })
      const parameters = efficientNetLite(tensors, imageNet.parameters)
      expect(parameters.size).toBe(tensors.size)
      expect(parameters.get('blocks.3.depthwise.weight')).toEqual(
        tensors.get('blocks.3.dw.weight')!.data,
      )
    },
  )
})
