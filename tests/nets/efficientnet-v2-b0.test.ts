import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inferenceGraph } from '../../src/export/inference-graph.ts'
import { intsAttribute } from '../../src/graph/graph.ts'
import { elementCount } from '../../src/graph/tensor.ts'
import { decodeImage } from '../../src/image/node/decode.ts'
import { preprocess } from '../../src/image/preprocess.ts'
import { createArchitecture } from '../../src/nets/architecture.ts'
import type { BatchNormForm } from '../../src/nets/layer.ts'
import { loadWeights } from '../../src/nets/node/fetch-weights.ts'
import type { ParameterShape } from '../../src/nets/parameter.ts'
import { kerasEfficientNetV2 } from '../../src/nets/pretrained/keras-efficientnet-v2.ts'
import { evaluationGraph } from '../../src/train/engine/training-graph.ts'
import { maxDifference, runGraph } from '../graph/run-graph.ts'

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const folder = process.env.DERMALITE_PRETRAINED ?? pathOf('../../../shared/pretrained')
const file = join(folder, 'efficientnetv2_b0_imagenet_keras.safetensors')
const photographs = pathOf('../../../shared/ood/natural')
const absent = [file, photographs].find((path) => !existsSync(path))
const CLASSES = 1000
/** The photographs are one of every fourth class of ImageNet, in its order. */
const CLASS_STEP = 4
const BATCH = 25

const networkOf = (batchNorm: BatchNormForm) => {
  const architecture = createArchitecture({
    architecture: 'efficientnetv2-b0',
    ...{ width: 1, batchNorm },
  })
  const options = { architecture, size: 224, classes: CLASSES }
  return { ...options, ...evaluationGraph({ ...options, batch: 1 }) }
}

const count = (parameters: readonly ParameterShape[]) =>
  parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0)

async function imageNetModel(batchNorm: BatchNormForm) {
  const network = networkOf(batchNorm)
  const { tensors } = await loadWeights(file, { cacheDir: folder })
  const parameters = kerasEfficientNetV2(tensors, network.parameters)
  const { data } = tensors.get('predictions/kernel')!
  const channels = data.length / CLASSES
  const transposed = data.map((_, i) => data[(i % channels) * CLASSES + Math.floor(i / channels)]!)
  parameters.set('classifier.weight', transposed)
  parameters.set('classifier.bias', tensors.get('predictions/bias')!.data)
  return { network, tensors, graph: inferenceGraph({ ...network, parameters }) }
}

const bestOf = (values: Float32Array) => values.indexOf(Math.max(...values))

async function batchOf(
  names: readonly string[],
  { architecture, size }: ReturnType<typeof networkOf>,
) {
  const { mean, std } = architecture
  const inputs = await Promise.all(
    names.map(async (name) =>
      preprocess(await decodeImage(join(photographs, name)), {
        size,
        mean: [...mean],
        std: [...std],
      }),
    ),
  )
  const data = new Float32Array(inputs.length * inputs[0]!.length)
  for (const [index, input] of inputs.entries()) data.set(input, index * input.length)
  return { shape: [inputs.length, 3, size, size], data }
}

describe('EfficientNetV2-B0', () => {
  it('has the 7.2 million parameters and the 0.7 billion multiply-adds of the published network', () => {
    const { graph, parameters } = networkOf('trained')
    const head = parameters.filter(({ name }) => name.startsWith('classifier.'))
    expect(count(parameters)).toBe(7_200_312)
    expect(count(head)).toBe(1_281_000)
    const shapeOf = (name: string) => graph.values.get(name)!.shape as number[]
    const multiplyAdds = graph.nodes
      .filter(({ op }) => op === 'Conv' || op === 'Gemm')
      .map(({ inputs, outputs }) => {
        const positions = elementCount(shapeOf(outputs[0]!).slice(2))
        return elementCount(shapeOf(inputs[1]!)) * positions
      })
      .reduce((sum, cost) => sum + cost, 0)
    expect(multiplyAdds / 1e9).toBeCloseTo(0.72, 2)
  })

  it('squeezes to a quarter of the channels that enter a block, from the fourth stage on', () => {
    const squeezes = networkOf('folded').parameters.filter(({ name }) =>
      name.endsWith('.squeeze.weight'),
    )
    expect(squeezes.map(({ name }) => Number(name.split('.')[1]))).toEqual(
      Array.from({ length: 16 }, (_, i) => i + 5),
    )
    expect(squeezes.map(({ shape }) => shape[0])).toEqual([
      ...[12, 24, 24, 24, 28, 28, 28, 28, 28],
      ...Array<number>(7).fill(48),
    ])
  })

  it('halves an even image five times, by padding on the far side alone', () => {
    const strided = networkOf('folded').graph.nodes.filter(
      ({ attributes }) => intsAttribute(attributes, 'strides', [])[0] === 2,
    )
    expect(strided.map(({ attributes }) => intsAttribute(attributes, 'pads', []))).toEqual(
      Array(5).fill([0, 0, 1, 1]),
    )
  })

  it.skipIf(absent)(
    absent
      ? `names photographs as the published network does (SKIPPED: there is no ${absent})`
      : 'with the published weights names 88 % of the photographs, BatchNorm apart or folded',
    async () => {
      const models = [await imageNetModel('trained'), await imageNetModel('folded')]
      const { network, tensors } = models[0]!
      expect(count(network.parameters)).toBe(
        [...tensors.values()].reduce((sum, { data }) => sum + data.length, 0),
      )
      const names = (await readdir(photographs)).sort()
      expect(names).toHaveLength(250)
      let right = 0
      for (let start = 0; start < names.length; start += BATCH) {
        const input = { image: await batchOf(names.slice(start, start + BATCH), network) }
        const { logits } = await runGraph(models[0]!.graph, input)
        for (let row = 0; row < BATCH; row++) {
          const best = bestOf(logits!.data.subarray(row * CLASSES, (row + 1) * CLASSES))
          if (best === CLASS_STEP * (start + row)) right++
        }
        if (start > 0) continue
        const folded = await runGraph(models[1]!.graph, input)
        expect(maxDifference(logits!.data, folded.logits!.data)).toBeLessThan(1e-4)
      }
      expect(right / names.length).toBeGreaterThanOrEqual(0.88)
    },
    60_000,
  )
})
