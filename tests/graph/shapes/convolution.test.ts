import { describe, it } from 'vitest'
import { int, ints } from '../../../src/graph/graph.ts'
import { expectRefused, expectShape } from './infer.ts'

const x = ['N', 4, 5, 6]

describe('shape of Conv', () => {
  it('follows kernel, strides, dilations, pads and groups', () => {
    expectShape(['N', 8, 3, 4], 'Conv', [x, [8, 4, 3, 3]])
    expectShape(['N', 8, 3, 3], 'Conv', [x, [8, 4, 3, 3], [8]], {
      strides: ints([2, 2]),
      pads: ints([1, 1, 1, 1]),
    })
    expectShape(['N', 4, 1, 2], 'Conv', [x, [4, 1, 3, 3]], {
      dilations: ints([2, 2]),
      group: int(4),
    })
    expectShape(['N', 4, 5, 3], 'Conv', [x, [4, 2, 1, 1]], {
      strides: ints([1, 2]),
      group: int(2),
    })
  })

  it.each([
    [
      'an image of rank 3',
      [
        [4, 5, 6],
        [8, 4, 3, 3],
      ],
      {},
    ],
    ['a weight of rank 2', [x, [8, 4]], {}],
    ['channels that do not match', [x, [8, 3, 3, 3]], {}],
    ['channels that do not match in groups', [x, [8, 4, 3, 3]], { group: int(2) }],
    ['outputs that do not divide into groups', [x, [7, 2, 3, 3]], { group: int(2) }],
    ['no groups', [x, [8, 4, 3, 3]], { group: int(0) }],
    ['a bias of another length', [x, [8, 4, 3, 3], [4]], {}],
    ['a kernel that does not fit', [x, [8, 4, 6, 1]], {}],
    ['another kernel shape than the weight', [x, [8, 4, 3, 3]], { kernel_shape: ints([1, 1]) }],
    ['a stride of 0', [x, [8, 4, 3, 3]], { strides: ints([0, 1]) }],
    ['one stride alone', [x, [8, 4, 3, 3]], { strides: ints([1]) }],
    ['negative pads', [x, [8, 4, 3, 3]], { pads: ints([0, 0, -1, 0]) }],
    [
      'a height known only when it runs',
      [
        ['N', 4, 'H', 6],
        [8, 4, 3, 3],
      ],
      {},
    ],
    ['no weight', [x], {}],
  ])('refuses %s', (_, inputs, attributes) => {
    expectRefused('Conv', inputs, attributes)
  })
})

describe('shape of ConvTranspose', () => {
  it('turns that of Conv round', () => {
    expectShape(['N', 3, 7, 8], 'ConvTranspose', [x, [4, 3, 3, 3]])
    expectShape(['N', 4, 10, 12], 'ConvTranspose', [x, [4, 1, 3, 3]], {
      strides: ints([2, 2]),
      pads: ints([1, 1, 1, 1]),
      output_padding: ints([1, 1]),
      group: int(4),
    })
  })

  it.each([
    ['channels that do not match', [x, [3, 4, 3, 3]], {}],
    ['groups that do not divide the channels', [x, [4, 3, 3, 3]], { group: int(3) }],
    ['a bias of another length', [x, [4, 3, 3, 3], [4]], {}],
    ['pads that leave nothing', [x, [4, 3, 1, 1]], { pads: ints([3, 0, 2, 0]) }],
  ])('refuses %s', (_, inputs, attributes) => {
    expectRefused('ConvTranspose', inputs, attributes)
  })
})

describe('shape of GlobalAveragePool', () => {
  it('keeps batch and channels', () => {
    expectShape(['N', 4, 1, 1], 'GlobalAveragePool', [x])
    expectRefused('GlobalAveragePool', [[2, 4]])
  })
})
