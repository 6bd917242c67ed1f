import { afterAll, describe } from 'vitest'
import * as rules from '../../../../src/graph/gradient/rules/activation.ts'
import { hardSwish, swish } from '../../../../src/graph/operators/activation.ts'
import { awayFrom, expectAllChecked } from '../../gradient-check.ts'
import { itDifferentiates } from '../arbitrary.ts'

describe('gradient by central differences: activations', () => {
  itDifferentiates('ReLU', (builder, x) => builder.node('Relu', [x]), awayFrom(0))
  itDifferentiates('HardSwish', hardSwish, awayFrom(-3, 3))
  itDifferentiates('Swish', swish)
  itDifferentiates('Sigmoid', (builder, x) => builder.node('Sigmoid', [x]))

  afterAll(() => expectAllChecked(rules))
})
