import { describe, expect, it } from 'vitest'
import { storeWeightsAsFloat16, storeWeightsAsInt8 } from '../../src/compress/weight-storage.ts'
import { inferenceGraph } from '../../src/export/inference-graph.ts'
import { readOnnx } from '../../src/graph/onnx/read.ts'
import { writeOnnx } from '../../src/graph/onnx/write.ts'
import { createRandom } from '../../src/random.ts'
import { operand } from '../graph/gradient-check.ts'
import { maxDifference, runGraph } from '../graph/run-graph.ts'
import { randomNet } from '../nets/random-net.ts'

const [size, classes] = [32, 3]
const { architecture, parameters } = randomNet({ size, classes, seed: 1 })
const float = inferenceGraph({ architecture, size, classes, parameters })
const image = operand(createRandom(2), [2, 3, size, size])
const bytes = writeOnnx(float).byteLength
const weightCount = [...float.initializers.keys()].filter((name) => name.endsWith('.weight')).length

describe.each([
  ['storeWeightsAsInt8', storeWeightsAsInt8, 0.45, 0.1],
  ['storeWeightsAsFloat16', storeWeightsAsFloat16, 0.65, 0.01],
])('%s', (_, store, share, tolerance) => {
  it('makes the file smaller and changes the answer little', async () => {
    const stored = store(float)
    expect(writeOnnx(stored).byteLength).toBeLessThan(share * bytes)
    expect(stored.nodes).toHaveLength(float.nodes.length + weightCount)
    const [exact, rounded] = [await runGraph(float, { image }), await runGraph(stored, { image })]
    const largest = Math.max(...exact.embedding!.data.map(Math.abs))
    const difference = maxDifference(rounded.embedding!.data, exact.embedding!.data)
    expect(difference).toBeGreaterThan(0)
    expect(difference).toBeLessThan(tolerance * largest)
  })

  it('leaves weights alone that it is told to', () => {
    const stored = store(float, ['classifier.weight'])
    expect(stored.nodes).toHaveLength(float.nodes.length + weightCount - 1)
    expect(stored.initializers.get('classifier.weight')).toBe(
      float.initializers.get('classifier.weight'),
    )
  })

  it('gives a model that can be read', () => {
    const stored = store(float)
    expect(readOnnx(writeOnnx(stored)).graph).toEqual(stored)
  })
})
