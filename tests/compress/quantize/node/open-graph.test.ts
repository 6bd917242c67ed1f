import { describe, expect, it } from 'vitest'
import { openWithOnnxRuntime } from '../../../../src/compress/quantize/node/open-graph.ts'
import { float32Tensor } from '../../../../src/graph/tensor.ts'
import { buildNet, LAYERS } from '../nets.ts'

const graph = buildNet({ layers: [LAYERS.denseRelu6], seed: 1 })
const open = openWithOnnxRuntime({ threads: 1 })

describe('openWithOnnxRuntime', () => {
  it('runs a graph on any number of images', async () => {
    const session = await open(graph)
    const image = float32Tensor(new Float32Array(3 * 108), [3, 3, 6, 6])
    const { shape, dtype } = (await session.run(image)).get('features')!
    await session.dispose()
    expect({ shape, dtype }).toEqual({ shape: [3, 5, 6, 6], dtype: 'float32' })
  })

  it('refuses a graph that ONNX Runtime does not know', async () => {
    const nodes = graph.nodes.map((node) => ({ ...node, op: 'Unheard' }))
    await expect(open({ ...graph, nodes })).rejects.toMatchObject({ code: 'graph-invalid' })
  })

  it('says when an input does not fit', async () => {
    const session = await open(graph)
    const image = float32Tensor(new Float32Array(12), [1, 3, 2, 2])
    await expect(session.run(image)).rejects.toMatchObject({ code: 'model-failed' })
    await session.dispose()
  })
})
