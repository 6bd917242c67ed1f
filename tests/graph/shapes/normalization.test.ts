import { describe, it } from 'vitest'
import { int } from '../../../src/graph/graph.ts'
import { expectRefused, expectShape } from './infer.ts'

describe('shape of BatchNormalization', () => {
  const x = ['N', 3, 4, 4]
  const vector = [3]

  it('is that of x', () => {
    expectShape(x, 'BatchNormalization', [x, vector, vector, vector, vector])
  })

  it.each([
    ['a vector for other channels', [x, vector, vector, [4], vector], {}],
    ['a vector of rank 2', [x, [3, 1], vector, vector, vector], {}],
    ['no variance', [x, vector, vector, vector], {}],
    ['training mode', [x, vector, vector, vector, vector], { training_mode: int(1) }],
  ])('refuses %s', (_, inputs, attributes) => {
    expectRefused('BatchNormalization', inputs, attributes)
  })
})

describe('shape of Softmax', () => {
  it('is that of x, along an axis that is there', () => {
    expectShape(['N', 3], 'Softmax', [['N', 3]])
    expectShape(['N', 3], 'LogSoftmax', [['N', 3]], { axis: int(0) })
    expectRefused('Softmax', [['N', 3]], { axis: int(2) })
    expectRefused('LogSoftmax', [[]])
  })
})
