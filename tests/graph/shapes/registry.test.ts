import fc from 'fast-check'
import { expect, it } from 'vitest'
import { graphArbitrary, graphFeeds } from '../onnx/graph-arbitrary.ts'
import { runGraph } from '../run-graph.ts'
import { expectRefused } from './infer.ts'

it('every value of a graph has the shape that ONNX Runtime gives it', async () => {
  const batch = 2
  await fc.assert(
    fc.asyncProperty(graphArbitrary, async (graph) => {
      const made = graph.nodes.flatMap(({ outputs }) => outputs)
      const numbers = made
        .map((name) => graph.values.get(name)!)
        .filter((v) => v.dtype === 'float32')
      const results = await runGraph({ ...graph, outputs: numbers }, graphFeeds)
      for (const { name, shape } of numbers) {
        expect(results[name]!.shape).toEqual(shape.map((dim) => (dim === 'N' ? batch : dim)))
      }
    }),
    { numRuns: 40 },
  )
})

it('refuses an operator without a rule, also one named like a property of every object', () => {
  expectRefused('Einsum', [[2]])
  expectRefused('constructor', [[2]])
})
