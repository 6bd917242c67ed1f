import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  balancedNegativeLogLikelihood,
  brierScore,
  classwiseCalibrationError,
  expectedCalibrationError,
  negativeLogLikelihood,
  reliabilityBins,
} from '../../src/metrics/calibration.ts'
import { createRandom } from '../../src/random.ts'
import { predictionsArbitrary } from './arbitrary.ts'

describe('negativeLogLikelihood', () => {
  it('is ln K for the uniform answer', () => {
    const probabilities = [0.25, 0.25, 0.25, 0.25]
    expect(negativeLogLikelihood({ labels: [2], probabilities }, 4)).toBeCloseTo(Math.log(4), 14)
  })

  it('is 0 for certainty that is right and finite for certainty that is wrong', () => {
    expect(negativeLogLikelihood({ labels: [0], probabilities: [1, 0] }, 2)).toBeCloseTo(0, 14)
    expect(negativeLogLikelihood({ labels: [1], probabilities: [1, 0] }, 2)).toBeCloseTo(34.5388, 3)
  })
})

describe('balancedNegativeLogLikelihood', () => {
  const right = [0.9, 0.1, 0]
  const wrong = [0.5, 0.25, 0.25]

  it('weighs every class that occurs alike, however many images it has', () => {
    const labels = [0, 0, 0, 1]
    const probabilities = [...right, ...right, ...right, ...wrong]
    const expected = -(Math.log(0.9) + Math.log(0.25)) / 2
    expect(balancedNegativeLogLikelihood({ labels, probabilities }, 3)).toBeCloseTo(expected, 14)
  })

  it('is the plain one where every class has as many images', () => {
    const predictions = { labels: [0, 1], probabilities: [...right, ...wrong] }
    expect(balancedNegativeLogLikelihood(predictions, 3)).toBeCloseTo(
      negativeLogLikelihood(predictions, 3),
      14,
    )
  })
})

describe('brierScore', () => {
  it('is 0 for right, 2 for wrong certainty, 1 - 1/K for the uniform answer', () => {
    expect(brierScore({ labels: [0], probabilities: [1, 0] }, 2)).toBe(0)
    expect(brierScore({ labels: [1], probabilities: [1, 0] }, 2)).toBe(2)
    expect(brierScore({ labels: [1], probabilities: [0.25, 0.25, 0.25, 0.25] }, 4)).toBe(0.75)
  })
})

describe('expectedCalibrationError', () => {
  it('is 0 when 7 of 10 answers given with 0.7 are right', () => {
    const labels = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]
    const probabilities = labels.flatMap(() => [0.7, 0.3])
    expect(expectedCalibrationError({ labels, probabilities }, 2)).toBeCloseTo(0, 12)
  })

  it('weighs the gaps of the bins by their answers', () => {
    // Two answers at 0.95 of which one is right (gap 0.45), one at 0.65 that is right (gap 0.35).
    const labels = [0, 1, 0]
    const probabilities = [0.95, 0.05, 0.95, 0.05, 0.65, 0.35]
    const expected = (2 / 3) * 0.45 + (1 / 3) * 0.35
    expect(expectedCalibrationError({ labels, probabilities }, 2)).toBeCloseTo(expected, 12)
  })

  it('puts certainty into the last bin', () => {
    const bins = reliabilityBins({ labels: [0], probabilities: [1, 0] }, 2, 5)
    expect(bins.map((bin) => bin.n)).toEqual([0, 0, 0, 0, 1])
    expect(bins[4]).toEqual({ low: 0.8, high: 1, n: 1, confidence: 1, accuracy: 1 })
    expect(bins[0]).toMatchObject({ confidence: null, accuracy: null })
  })

  it('with one bin is |mean confidence - accuracy|', () => {
    fc.assert(
      fc.property(predictionsArbitrary, ({ classCount, labels, probabilities }) => {
        const rows = labels.map((label, row) => {
          const row_ = probabilities.slice(row * classCount, (row + 1) * classCount)
          const confidence = Math.max(...row_)
          return { confidence, right: row_.indexOf(confidence) === label ? 1 : 0 }
        })
        const gap = rows.reduce((sum, row) => sum + row.confidence - row.right, 0) / rows.length
        const ece = expectedCalibrationError({ labels, probabilities }, classCount, 1)
        expect(ece).toBeCloseTo(Math.abs(gap), 10)
      }),
    )
  })
})

describe('classwiseCalibrationError', () => {
  it('is the mean gap of the classes, bin by bin', () => {
    // half of the images belong to each class, and every answer is (0.8, 0.2)
    const predictions = { labels: [0, 1], probabilities: [0.8, 0.2, 0.8, 0.2] }
    expect(classwiseCalibrationError(predictions, 2)).toBeCloseTo(0.3, 12)
  })

  it('nearly vanishes for a perfectly calibrated source', () => {
    const random = createRandom(4)
    const first = Array.from({ length: 20_000 }, () => random.uniform())
    const labels = first.map((p) => (random.chance(p) ? 0 : 1))
    const probabilities = first.flatMap((p) => [p, 1 - p])
    expect(classwiseCalibrationError({ labels, probabilities }, 2)).toBeLessThan(0.015)
    const sharpened = first.flatMap((p) => {
      const q = p ** 3 / (p ** 3 + (1 - p) ** 3)
      return [q, 1 - q]
    })
    expect(classwiseCalibrationError({ labels, probabilities: sharpened }, 2)).toBeGreaterThan(0.1)
  })
})
