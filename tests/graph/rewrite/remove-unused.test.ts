import { expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import { removeUnused } from '../../../src/graph/rewrite/remove-unused.ts'

it('removes what no output depends on, and keeps the inputs', () => {
  const builder = createBuilder()
  const x = builder.input('x', 'float32', [2])
  builder.input('unused input', 'float32', [2])
  const y = builder.node('Add', [x, builder.scalar(1)])
  const dead = builder.node('Mul', [y, builder.scalar(2)])
  builder.node('Neg', [dead])
  builder.output(builder.node('Neg', [y]))
  const graph = builder.finish('graph')
  const pruned = removeUnused(graph)
  expect(pruned.nodes.map(({ op }) => op)).toEqual(['Add', 'Neg'])
  expect(pruned.inputs).toEqual(graph.inputs)
  expect([...pruned.initializers.values()].map(({ data }) => data[0])).toEqual([1])
  expect([...pruned.values.keys()].sort()).toEqual(
    [
      'x',
      'unused input',
      ...pruned.initializers.keys(),
      ...pruned.nodes.flatMap((n) => n.outputs),
    ].sort(),
  )
})
