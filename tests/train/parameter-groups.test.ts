import { describe, expect, it } from 'vitest'
import { decayedParameters, learningRateFactors } from '../../src/train/parameter-groups.ts'

const parameters = [
  { name: 'stem.weight', shape: [8, 3, 3, 3] },
  { name: 'stem.bias', shape: [8] },
  { name: 'classifier.weight', shape: [7, 8] },
  { name: 'classifier.bias', shape: [7] },
]

describe('decayedParameters', () => {
  it('are the weights, not the biases', () => {
    expect([...decayedParameters(parameters)]).toEqual(['stem.weight', 'classifier.weight'])
  })
})

describe('learningRateFactors', () => {
  it('raise the classifier alone', () => {
    expect(Object.fromEntries(learningRateFactors(parameters, 3))).toEqual({
      'classifier.weight': 3,
      'classifier.bias': 3,
    })
  })
})
