import { describe, expect, it } from 'vitest'
import { cascadingRandomisation } from '../../../src/attribution/measure/randomise.ts'
import type { Graph } from '../../../src/graph/graph.ts'
import { createRandom } from '../../../src/random.ts'
import { mobileNet, pointwiseNet } from '../nets.ts'

const weights = ({ initializers }: Graph, name: string) => initializers.get(name)!.data

describe('cascadingRandomisation', () => {
  it('begins at the classifier and keeps what it changed', () => {
    const graph = pointwiseNet(4)
    const before = weights(graph, 'second.weight').slice()
    const stages = [...cascadingRandomisation(graph, createRandom(1))]
    expect(stages.map(({ block }) => block)).toEqual(['classifier', 'second', 'first'])
    const [classifier, second, first] = stages.map((stage) => stage.graph) as [Graph, Graph, Graph]
    expect(weights(classifier, 'second.weight')).toEqual(before)
    expect(weights(classifier, 'classifier.weight')).not.toEqual(
      weights(graph, 'classifier.weight'),
    )
    expect(weights(second, 'second.weight')).not.toEqual(before)
    expect(weights(second, 'classifier.weight')).toEqual(weights(classifier, 'classifier.weight'))
    expect(weights(first, 'second.weight')).toEqual(weights(second, 'second.weight'))
    expect(weights(graph, 'second.weight')).toEqual(before)
  })

  it('draws weights for rectifiers, and biases of 0', () => {
    const stages = [...cascadingRandomisation(mobileNet(), createRandom(1))]
    const last = stages.at(-1)!.graph
    const data = weights(last, 'head.weight') as Float32Array
    const { shape } = last.initializers.get('head.weight')!
    const deviation = Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length)
    expect(deviation).toBeCloseTo(Math.sqrt(2 / shape[1]!), 2)
    expect(weights(last, 'head.bias').every((value) => Number(value) === 0)).toBe(true)
  })

  it('goes block by block', () => {
    const blocks = [...cascadingRandomisation(mobileNet(), createRandom(1))].map((s) => s.block)
    expect(blocks).toHaveLength(20)
    expect(blocks.slice(0, 3)).toEqual(['classifier', 'head', 'blocks.16'])
    expect(blocks.at(-1)).toBe('stem')
  })
})
