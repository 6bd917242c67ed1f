import { describe, expect, it } from 'vitest'
import { lastFeatures } from '../../../src/compress/quantize/head.ts'
import { inferenceGraph } from '../../../src/export/inference-graph.ts'
import { randomNet } from '../../nets/random-net.ts'
import { buildNet, LAYERS } from './nets.ts'

describe('lastFeatures', () => {
  it('finds what the classifier reads', () => {
    const [size, classes] = [32, 3]
    const { architecture, parameters } = randomNet({ size, classes, seed: 1 })
    const graph = inferenceGraph({ architecture, size, classes, parameters })
    expect(graph.values.get(lastFeatures(graph))!.shape).toEqual(['N', 1280, 1, 1])
  })

  it('refuses a model without class activation maps', () => {
    expect(() => lastFeatures(buildNet({ layers: [LAYERS.dense], seed: 1 }))).toThrow(
      expect.objectContaining({ code: 'graph-invalid', message: expect.stringContaining('"cam"') }),
    )
  })
})
