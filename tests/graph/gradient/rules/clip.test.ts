import { afterAll, describe } from 'vitest'
import * as rules from '../../../../src/graph/gradient/rules/clip.ts'
import { relu6 } from '../../../../src/graph/operators/activation.ts'
import { awayFrom, expectAllChecked } from '../../gradient-check.ts'
import { itDifferentiates } from '../arbitrary.ts'

describe('gradient by central differences: Clip', () => {
  itDifferentiates('ReLU6', relu6, awayFrom(0, 6))
  itDifferentiates(
    'from below alone',
    (builder, x) => builder.node('Clip', [x, builder.scalar(1)]),
    awayFrom(1),
  )
  itDifferentiates(
    'from above alone',
    (builder, x) => builder.node('Clip', [x, undefined, builder.scalar(1)]),
    awayFrom(1),
  )

  afterAll(() => expectAllChecked(rules))
})
