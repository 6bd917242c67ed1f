import { expect, it } from 'vitest'
import { gradCam } from '../../src/explain/grad-cam.ts'
import { inferenceGraph } from '../../src/export/inference-graph.ts'
import { createBuilder } from '../../src/graph/builder.ts'
import { differentiate } from '../../src/graph/gradient/differentiate.ts'
import type { Value } from '../../src/graph/graph.ts'
import { lower } from '../../src/graph/lower/lower.ts'
import { globalAveragePool, linear } from '../../src/graph/operators/linear.ts'
import { reduceSum } from '../../src/graph/operators/reduction.ts'
import { float32Tensor } from '../../src/graph/tensor.ts'
import { createRandom } from '../../src/random.ts'
import { operand } from '../graph/gradient-check.ts'
import { maxDifference, runGraph } from '../graph/run-graph.ts'
import { randomNet } from '../nets/random-net.ts'

const [size, classes] = [128, 3]
const side = size / 32
const positions = side * side
const { architecture, parameters } = randomNet({ size, classes, seed: 8 })
const feeds = { image: operand(createRandom(9), [1, 3, size, size]) }

/** The activations of the last convolution [C, h, w] and d logit / d activation, by automatic differentiation. */
async function activationsAndGradient(classIndex: number) {
  const builder = createBuilder()
  const parameter = (name: string, shape: readonly number[]) =>
    builder.initializer(float32Tensor(parameters.get(name)!, shape), name)
  const image = builder.input('image', 'float32', feeds.image.shape)
  const features = architecture.features(builder, image, parameter)
  const weight = parameter('classifier.weight', [classes, features.shape[1] as number])
  const bias = parameter('classifier.bias', [classes])
  const logits = linear(builder, globalAveragePool(builder, features), weight, bias)
  const oneHot = float32Tensor(new Float32Array(classes).fill(1, classIndex, classIndex + 1), [
    1,
    classes,
  ])
  const chosen = builder.node('Mul', [logits, builder.initializer(oneHot)])
  const logit = reduceSum(builder, chosen, [0, 1])
  const gradient = differentiate(builder, logit, [features]).get(features.name)!
  const expose = (value: Value, name: string) =>
    builder.output(builder.node('Identity', [value], {}, { outputs: [name] }))
  expose(features, 'activations')
  expose(gradient, 'gradient')
  const results = await runGraph(lower(builder.finish('grad-cam')), feeds)
  return { activations: results.activations!.data, gradient: results.gradient!.data }
}

/** Grad-CAM by its equations 1 and 2, relative to its strongest position. */
async function gradCamByDifferentiation(classIndex: number): Promise<Float32Array> {
  const { activations, gradient } = await activationsAndGradient(classIndex)
  const map = new Float64Array(positions)
  for (let start = 0; start < activations.length; start += positions) {
    const channel = gradient.subarray(start, start + positions)
    const alpha = channel.reduce((sum, value) => sum + value, 0) / positions
    for (let i = 0; i < positions; i++) map[i]! += alpha * activations[start + i]!
  }
  const strongest = Math.max(...map)
  return Float32Array.from(map, (value) => Math.max(0, value) / strongest)
}

it.each([0, 1, 2])(
  'the activation map of class %i is Grad-CAM by automatic differentiation',
  async (classIndex) => {
    const { cam } = await runGraph(
      inferenceGraph({ architecture, size, classes, parameters }),
      feeds,
    )
    const { data } = gradCam({ data: cam!.data, width: side, height: side }, classIndex)
    expect(Math.max(...data)).toBe(1)
    expect(maxDifference(data, await gradCamByDifferentiation(classIndex))).toBeLessThan(1e-4)
  },
)
