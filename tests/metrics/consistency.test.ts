import { describe, expect, it } from 'vitest'
import { expectedCalibrationError } from '../../src/metrics/calibration.ts'
import { consistency } from '../../src/metrics/consistency.ts'
import { createRandom, type Random } from '../../src/random.ts'

const CLASSES = 3
const RESAMPLES = 300

/** Rows of probabilities of every confidence. */
function rowsOf(count: number, random: Random): number[] {
  return Array.from({ length: count }, () => {
    const weights = Array.from({ length: CLASSES }, () => random.uniform() ** 3 + 0.01)
    const sum = weights.reduce((a, b) => a + b)
    return weights.map((weight) => weight / sum)
  }).flat()
}

/** A label for each row: class k with probability p_k. */
function labelsFrom(probabilities: readonly number[], random: Random): number[] {
  return Array.from({ length: probabilities.length / CLASSES }, (_, row) => {
    const [first, second] = probabilities.slice(row * CLASSES) as [number, number]
    const drawn = random.uniform()
    if (drawn < first) return 0
    return drawn < first + second ? 1 : 2
  })
}

const alone = (count: number) => Array.from({ length: count }, (_, row) => String(row))

describe('consistency', () => {
  it('holds the calibration error of answers whose probabilities are right, 19 times of 20', () => {
    const random = createRandom(5)
    const held = Array.from({ length: 60 }, (_, seed) => {
      const probabilities = rowsOf(200, random)
      const labels = labelsFrom(probabilities, random)
      const options = { resamples: RESAMPLES, seed }
      const { ece } = consistency(probabilities, alone(200), CLASSES, options).calibration
      const found = expectedCalibrationError({ labels, probabilities }, CLASSES)
      return found >= ece.interval![0] && found <= ece.interval![1]
    }).filter(Boolean).length
    expect(held).toBeGreaterThanOrEqual(53)
  })

  it('leaves out that of answers which claim too much', () => {
    const random = createRandom(6)
    const right = rowsOf(1000, random)
    const labels = labelsFrom(right, random)
    const probabilities = right.flatMap((_, i) => {
      if (i % CLASSES !== 0) return []
      const sharp = right.slice(i, i + CLASSES).map((p) => p ** 2)
      const sum = sharp.reduce((a, b) => a + b)
      return sharp.map((p) => p / sum)
    })
    const { calibration } = consistency(probabilities, alone(1000), CLASSES, {
      resamples: RESAMPLES,
    })
    const found = expectedCalibrationError({ labels, probabilities }, CLASSES)
    expect(found).toBeGreaterThan(calibration.ece.interval![1])
  })

  it('has the loss and the Brier score that the probabilities promise', () => {
    const probabilities = rowsOf(500, createRandom(7))
    const options = { resamples: RESAMPLES }
    const { calibration } = consistency(probabilities, alone(500), CLASSES, options)
    const entropy = probabilities.reduce((sum, p) => sum - p * Math.log(p), 0) / 500
    const brier = probabilities.reduce((sum, p) => sum + p * (1 - p), 0) / 500
    expect(calibration.loss.value).toBeCloseTo(entropy, 2)
    expect(calibration.brier.value).toBeCloseTo(brier, 2)
  })

  it('is certain where the answers are, and silent where there are none', () => {
    const { calibration, accuracy } = consistency([1, 0, 0, 0, 0, 1], alone(2), CLASSES)
    expect(calibration.ece).toEqual({ value: 0, interval: [0, 0] })
    expect(accuracy).toEqual([...new Array(14).fill(null), [1, 1]])
  })

  it('gives the images of a lesion their label together', () => {
    const probabilities = Array.from({ length: 400 }, () => [0.7, 0.2, 0.1]).flat()
    const options = { resamples: RESAMPLES }
    const pairs = alone(400).map((row) => String(Math.floor(Number(row) / 2)))
    const widthOf = (groups: string[]) => {
      const [low, high] = consistency(probabilities, groups, CLASSES, options).accuracy[10]!
      return high - low
    }
    // half as many independent images: intervals wider by the root of 2
    expect(widthOf(pairs) / widthOf(alone(400))).toBeGreaterThan(1.2)
    expect(widthOf(pairs) / widthOf(alone(400))).toBeLessThan(1.65)
  })
})
