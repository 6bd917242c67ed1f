import { beforeAll, describe, expect, it } from 'vitest'
import { inferenceGraph } from '../../src/export/inference-graph.ts'
import { createBuilder } from '../../src/graph/builder.ts'
import { float32Tensor } from '../../src/graph/tensor.ts'
import { createRandom } from '../../src/random.ts'
import { operand } from '../graph/gradient-check.ts'
import { maxDifference, runGraph } from '../graph/run-graph.ts'
import { randomNet } from '../nets/random-net.ts'

const [size, classes, batch] = [64, 3, 2]
const { architecture, parameters } = randomNet({ size, classes, seed: 5 })
const channels = 1280
const positions = (size / 32) ** 2
const image = operand(createRandom(6), [batch, 3, size, size])
const net = inferenceGraph({ architecture, size, classes, parameters })

/** The last features of the network, without what the export adds. */
function lastFeatures() {
  const builder = createBuilder()
  const x = builder.input('image', 'float32', [batch, 3, size, size])
  const features = architecture.features(builder, x, (name, shape) =>
    builder.initializer(float32Tensor(parameters.get(name)!, shape), name),
  )
  builder.output(builder.node('Identity', [features], {}, { outputs: ['features'] }))
  return runGraph(builder.finish('features'), { image })
}

/** Means over runs of numbers. */
function means(values: Float32Array, run: number): Float32Array {
  return Float32Array.from({ length: values.length / run }, (_, index) => {
    const part = values.subarray(index * run, (index + 1) * run)
    return part.reduce((sum, value) => sum + value, 0) / run
  })
}

describe('inferenceGraph', () => {
  let outputs: Awaited<ReturnType<typeof runGraph>>

  beforeAll(async () => {
    outputs = await runGraph(net, { image })
  })

  it('answers with logits, class activation maps and an embedding', () => {
    expect(Object.entries(outputs).map(([name, { shape }]) => [name, shape])).toEqual([
      ['logits', [batch, classes]],
      ['cam', [batch, classes, size / 32, size / 32]],
      ['embedding', [batch, channels]],
    ])
    expect(outputs.cam!.data.some((value) => value !== 0)).toBe(true)
  })

  it('has logits that are the spatial means of the maps plus the biases', () => {
    const bias = parameters.get('classifier.bias')!
    const expected = means(outputs.cam!.data, positions).map((m, i) => m + bias[i % classes]!)
    expect(maxDifference(outputs.logits!.data, expected)).toBeLessThan(1e-5)
  })

  it('embeds an image as the spatial means of its last features', async () => {
    const { features } = await lastFeatures()
    expect(maxDifference(outputs.embedding!.data, means(features!.data, positions))).toBeLessThan(
      1e-5,
    )
  })

  it('has maps that are the last features weighted by the classifier', async () => {
    const { features } = await lastFeatures()
    const weight = parameters.get('classifier.weight')!
    const expected = Float32Array.from(outputs.cam!.data, (_, index) => {
      const position = index % positions
      const k = Math.floor(index / positions) % classes
      const n = Math.floor(index / (positions * classes))
      let sum = 0
      for (let c = 0; c < channels; c++) {
        const feature = features!.data[(n * channels + c) * positions + position]!
        sum += weight[k * channels + c]! * feature
      }
      return sum
    })
    expect(maxDifference(outputs.cam!.data, expected)).toBeLessThan(1e-5)
  })

  it('takes any number of images and answers each as if it were alone', async () => {
    const pixels = 3 * size * size
    for (let n = 0; n < batch; n++) {
      const data = image.data.slice(n * pixels, (n + 1) * pixels)
      const alone = await runGraph(net, { image: { shape: [1, 3, size, size], data } })
      const inBatch = outputs.logits!.data.subarray(n * classes, (n + 1) * classes)
      expect(maxDifference(alone.logits!.data, inBatch)).toBeLessThan(1e-5)
    }
  })

  it('refuses parameters that are missing or of another size, by name', () => {
    for (const data of [undefined, new Float32Array(4)]) {
      const others = [...parameters].filter(([name]) => name !== 'head.bias')
      const wrong = new Map(data ? [...others, ['head.bias', data]] : others)
      expect(() => inferenceGraph({ architecture, size, classes, parameters: wrong })).toThrow(
        expect.objectContaining({
          code: 'weights-invalid',
          message: expect.stringContaining('head.bias'),
        }),
      )
    }
  })
})
