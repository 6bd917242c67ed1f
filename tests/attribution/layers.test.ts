import { describe, expect, it } from 'vitest'
import { findLayer, findLayers } from '../../src/attribution/layers.ts'
import { mobileNet, pointwiseNet } from './nets.ts'

describe('findLayers', () => {
  it('gives every convolution but the classifier, behind its activation', () => {
    const graph = pointwiseNet(4)
    const layers = findLayers(graph)
    expect(layers.map(({ name, channels }) => [name, channels])).toEqual([
      ['first', 6],
      ['second', 8],
    ])
    const makers = new Map(graph.nodes.map(({ op, outputs }) => [outputs[0], op]))
    expect(layers.map(({ value }) => makers.get(value))).toEqual(['Clip', 'Clip'])
  })

  it('joins the shortcut of a residual block', () => {
    const graph = mobileNet()
    const layers = findLayers(graph)
    const makers = new Map(graph.nodes.map(({ op, outputs }) => [outputs[0], op]))
    const maker = (name: string) => makers.get(findLayer(layers, name).value)
    expect(maker('blocks.2.project')).toBe('Add')
    expect(maker('blocks.1.project')).toBe('Conv')
    expect(layers.at(-1)).toMatchObject({ name: 'head', height: 2, width: 2 })
    expect(layers[0]).toMatchObject({ name: 'stem', height: 32, width: 32 })
  })

  it('refuses a layer that is not there', () => {
    expect(() => findLayer(findLayers(pointwiseNet(4)), 'third')).toThrow(
      expect.objectContaining({
        code: 'bad-argument',
        message: expect.stringContaining('"third"'),
        hint: expect.stringContaining('from first to second'),
      }),
    )
  })
})
