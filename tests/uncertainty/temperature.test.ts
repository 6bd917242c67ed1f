import { describe, expect, it } from 'vitest'
import { expectedCalibrationError } from '../../src/metrics/calibration.ts'
import { softmax } from '../../src/metrics/softmax.ts'
import { createRandom } from '../../src/random.ts'
import { calibratedProbabilities } from '../../src/uncertainty/probabilities.ts'
import { fitTemperature } from '../../src/uncertainty/temperature.ts'

const CLASSES = 4
const uniform = new Array<number>(CLASSES).fill(1 / CLASSES)

/** Labels drawn from softmax(logits) under a class prior: a source whose right temperature is 1. */
function calibratedSource(count: number, prior: readonly number[], seed = 1) {
  const random = createRandom(seed)
  const logits = Float32Array.from({ length: count * CLASSES }, () => 2 * random.normal())
  const calibration = { temperature: 1, trainingPrior: uniform }
  const probabilities = calibratedProbabilities(logits, calibration, prior)
  const labels = Array.from({ length: count }, (_, row) => {
    let left = random.uniform()
    for (let k = 0; k < CLASSES - 1; k++) {
      left -= probabilities[row * CLASSES + k]!
      if (left < 0) return k
    }
    return CLASSES - 1
  })
  return { logits, labels }
}

describe('fitTemperature', () => {
  it.each([0.5, 1, 2.5])(
    'finds the factor %s that a calibrated source was sharpened by',
    (factor) => {
      const { logits, labels } = calibratedSource(20_000, uniform)
      const sharpened = logits.map((value) => value * factor)
      const temperature = fitTemperature(sharpened, labels, { trainingPrior: uniform })
      expect(temperature / factor).toBeCloseTo(1, 1)
      const before = { labels, probabilities: softmax(sharpened, CLASSES) }
      const after = { labels, probabilities: softmax(sharpened, CLASSES, temperature) }
      const error = (predictions: typeof before) => expectedCalibrationError(predictions, CLASSES)
      expect(error(after)).toBeLessThan(0.02)
      if (factor !== 1) expect(error(after)).toBeLessThan(error(before))
    },
  )

  it('sees labels that are not as frequent as the logits assume', () => {
    const prior = [0.7, 0.2, 0.05, 0.05]
    const { logits, labels } = calibratedSource(20_000, prior)
    const temperature = fitTemperature(logits, labels, {
      trainingPrior: uniform,
      labelPrior: prior,
    })
    expect(temperature).toBeCloseTo(1, 1)
  })

  it('refuses logits that do not fit the labels', () => {
    expect(() => fitTemperature([1, 2, 3], [0], { trainingPrior: uniform })).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
    expect(() => fitTemperature([], [], { trainingPrior: uniform })).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })
})
