import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibratedProbabilities } from '../../src/uncertainty/probabilities.ts'

const row = (values: fc.Arbitrary<number>) => fc.array(values, { minLength: 3, maxLength: 3 })
const logitRows = row(fc.double({ min: -20, max: 20, noNaN: true }))
const frequencyRows = row(fc.double({ min: 0.05, max: 1, noNaN: true }))

describe('calibratedProbabilities', () => {
  it('is a plain softmax at temperature 1 where the prior does not move', () => {
    const even = [0.5, 0.5]
    const [first] = calibratedProbabilities([2, 0], { temperature: 1, trainingPrior: even }, even)
    expect(first).toBeCloseTo(1 / (1 + Math.exp(-2)), 12)
  })

  it('is one softmax of logits / T + log(new prior / training prior)', () => {
    const temperatures = fc.double({ min: 0.2, max: 5, noNaN: true })
    fc.assert(
      fc.property(
        logitRows,
        temperatures,
        frequencyRows,
        frequencyRows,
        (logits, temperature, trainingPrior, prior) => {
          const calibration = { temperature, trainingPrior }
          const probabilities = calibratedProbabilities(logits, calibration, prior)
          const scores = logits.map(
            (logit, k) => logit / temperature + Math.log(prior[k]! / trainingPrior[k]!),
          )
          const largest = Math.max(...scores)
          const weights = scores.map((score) => Math.exp(score - largest))
          const sum = weights.reduce((a, b) => a + b)
          probabilities.forEach((value, k) => {
            expect(value).toBeCloseTo(weights[k]! / sum, 9)
          })
        },
      ),
    )
  })

  it('takes rows one by one', () => {
    const calibration = { temperature: 2, trainingPrior: [0.2, 0.8] }
    const prior = [0.5, 0.5]
    const both = calibratedProbabilities([1, 2, 3, -4], calibration, prior)
    expect([...both]).toEqual([
      ...calibratedProbabilities([1, 2], calibration, prior),
      ...calibratedProbabilities([3, -4], calibration, prior),
    ])
  })

  it.each([
    ['a logit that is no number', [Number.NaN, 1], 1, [0.5, 0.5]],
    ['a temperature of 0', [1, 2], 0, [0.5, 0.5]],
    ['half a row', [1], 1, [0.5, 0.5]],
    ['a prior of another length', [1, 2], 1, [0.2, 0.3, 0.5]],
  ])('refuses %s', (_, logits, temperature, prior) => {
    const calibration = { temperature, trainingPrior: [0.5, 0.5] }
    expect(() => calibratedProbabilities(logits, calibration, prior)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })
})
