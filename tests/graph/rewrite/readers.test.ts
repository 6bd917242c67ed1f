import { expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import { readersOf } from '../../../src/graph/rewrite/readers.ts'

it('names the nodes that read a value, each as often as it does, and the graph itself', () => {
  const builder = createBuilder()
  const x = builder.input('x', 'float32', [2])
  const doubled = builder.node('Add', [x, x])
  builder.output(builder.node('Sub', [doubled, x]))
  builder.output(doubled)
  const graph = builder.finish('graph')
  const [add, sub] = graph.nodes
  const readers = readersOf(graph)
  expect(readers.get('x')).toEqual([add, add, sub])
  expect(readers.get(doubled.name)).toEqual([sub, undefined])
  expect(readers.has('y')).toBe(false)
})
