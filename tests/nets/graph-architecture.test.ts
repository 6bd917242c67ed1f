import { describe, expect, it } from 'vitest'
import { lastFeatures } from '../../src/compress/quantize/head.ts'
import { inferenceGraph } from '../../src/export/inference-graph.ts'
import { mobileNetV2Architecture } from '../../src/nets/architecture.ts'
import { graphArchitecture, parametersOf } from '../../src/nets/graph-architecture.ts'
import { initializeParameters } from '../../src/nets/initialize.ts'
import { createRandom } from '../../src/random.ts'
import { evaluationGraph } from '../../src/train/engine/training-graph.ts'
import { maxDifference, runGraph } from '../graph/run-graph.ts'

const classes = 3
const original = mobileNetV2Architecture(0.1)
const shapesOf = (architecture: typeof original, size: number) =>
  evaluationGraph({ architecture, batch: 1, size, classes }).parameters
const parameters = initializeParameters(shapesOf(original, 64), 1)
const graph = inferenceGraph({ architecture: original, size: 64, classes, parameters })
const { name, mean, std } = original
const rebuilt = graphArchitecture(graph, { name, mean, std, features: lastFeatures(graph) })

describe('graphArchitecture', () => {
  it('asks for the parameters of the network that the graph was made of', () => {
    expect(shapesOf(rebuilt, 64)).toEqual(shapesOf(original, 64))
    const found = parametersOf(graph)
    expect([...found.keys()].sort()).toEqual([...parameters.keys()].sort())
    for (const [parameter, values] of found) {
      expect(maxDifference(values, parameters.get(parameter)!)).toBe(0)
    }
  })

  it('makes the same graph again, and the same answers', async () => {
    const again = inferenceGraph({
      architecture: rebuilt,
      size: 64,
      classes,
      parameters: parametersOf(graph),
    })
    expect(again.nodes.map(({ op, attributes }) => [op, attributes])).toEqual(
      graph.nodes.map(({ op, attributes }) => [op, attributes]),
    )
    const random = createRandom(1)
    const image = {
      shape: [2, 3, 64, 64],
      data: new Float32Array(2 * 3 * 64 * 64).map(() => random.normal()),
    }
    const [before, after] = [await runGraph(graph, { image }), await runGraph(again, { image })]
    for (const output of ['logits', 'cam', 'embedding']) {
      expect(maxDifference(before[output]!.data, after[output]!.data)).toBe(0)
    }
  })

  it('takes images of another size than the graph was made for', () => {
    expect(shapesOf(rebuilt, 96)).toEqual(shapesOf(original, 96))
  })
})
