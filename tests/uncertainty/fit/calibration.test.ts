import { describe, expect, it } from 'vitest'
import {
  balancedNegativeLogLikelihood,
  negativeLogLikelihood,
} from '../../../src/metrics/calibration.ts'
import { softmax } from '../../../src/metrics/softmax.ts'
import { createRandom } from '../../../src/random.ts'
import { calibrateLogits } from '../../../src/uncertainty/calibration-map.ts'
import { type CalibrationMethod, fitCalibration } from '../../../src/uncertainty/fit/calibration.ts'
import {
  calibrationMethods,
  crossValidateCalibration,
} from '../../../src/uncertainty/fit/cross-validate.ts'
import { groupedFolds } from '../../../src/uncertainty/fit/folds.ts'
import { shiftPrior } from '../../../src/uncertainty/prior.ts'

const CLASSES = 3
const uniform = [1 / 3, 1 / 3, 1 / 3]

/** Logits whose softmax are the very frequencies of the labels, then spoiled by class. */
function source(count: number, spoil: (logit: number, k: number) => number) {
  const random = createRandom(8)
  const honest = Float64Array.from({ length: count * CLASSES }, () => random.normal() * 1.5)
  const probabilities = softmax(honest, CLASSES)
  const labels = Array.from({ length: count }, (_, row) => {
    let left = random.uniform()
    for (let k = 0; k < CLASSES - 1; k++) {
      left -= probabilities[row * CLASSES + k]!
      if (left < 0) return k
    }
    return CLASSES - 1
  })
  const logits = honest.map((logit, i) => spoil(logit, i % CLASSES))
  return { logits, labels, probabilities, trainingPrior: uniform, labelPrior: uniform }
}

describe('fitCalibration', () => {
  it('undoes what each class was stretched and shifted by', () => {
    const [scale, shift] = [
      [2, 1, 0.5],
      [0.5, 0, -1],
    ]
    const data = source(6000, (logit, k) => logit * scale![k]! + shift![k]!)
    const { weight, bias } = fitCalibration(data, { method: 'vector', penalty: 0 })
    for (let k = 0; k < CLASSES; k++) {
      expect(weight[k * (CLASSES + 1)]! * scale![k]!).toBeCloseTo(1, 0)
    }
    // a bias common to all classes says nothing
    const undone = shift!.map((by, k) => bias[k]! + weight[k * (CLASSES + 1)]! * by)
    for (const each of undone) expect(Math.abs(each - undone[0]!)).toBeLessThan(0.15)
    expect(weight.filter((_, i) => i % (CLASSES + 1) !== 0)).toEqual(new Array(6).fill(0))
  })

  it('finds nothing to mend in a perfectly calibrated source', () => {
    const data = source(2500, (logit) => logit)
    const methods = calibrationMethods(undefined)
    for (const method of [methods[0]!, methods[2]!, methods[5]!]) {
      const calibrated = softmax(
        calibrateLogits(data.logits, fitCalibration(data, method)),
        CLASSES,
      )
      const gap = calibrated.reduce((sum, p, i) => sum + Math.abs(p - data.probabilities[i]!), 0)
      expect(gap / calibrated.length, JSON.stringify(method)).toBeLessThan(0.03)
    }
  })

  it('is plain temperature scaling where the penalty is large', () => {
    const data = source(500, (logit, k) => logit * (1 + k))
    const stiff = fitCalibration(data, { method: 'temperature' })
    const held = fitCalibration(data, { method: 'vector', penalty: 1e6 })
    for (const [i, value] of held.weight.entries()) expect(value).toBeCloseTo(stiff.weight[i]!, 4)
    for (const value of held.bias) expect(value).toBeCloseTo(0, 4)
  })
})

describe('crossValidateCalibration', () => {
  it('prefers to undo the smoothing of a source that was smoothed', () => {
    const smoothing = { share: 0.1, odds: [0, 0, 0] }
    const honest = source(2000, (logit) => 2 * logit)
    const smoothed = softmax(honest.logits, CLASSES).map((p) => Math.log(0.9 * p + 0.1 / CLASSES))
    const data = { ...honest, logits: smoothed }
    const folds = groupedFolds(
      data.labels.map((_, row) => row),
      data.labels,
      5,
    )
    const losses = calibrationMethods(smoothing).map((method) => ({
      method,
      loss: crossValidateCalibration(data, method, folds).loss,
    }))
    const best = losses.reduce((a, b) => (b.loss < a.loss ? b : a))
    expect(best.method).toMatchObject({ smoothing })
    const truth = negativeLogLikelihood(honest, CLASSES)
    expect(best.loss).toBeLessThan(truth + 0.005)
    const raw = losses.filter(({ method }) => !method.smoothing).map(({ loss }) => loss)
    expect(Math.min(...raw)).toBeGreaterThan(best.loss + 0.005)
  })

  it('prefers the map that the source was spoiled by', () => {
    const data = source(1500, (logit, k) => logit * [2.5, 1, 0.4][k]! + [1, 0, -1][k]!)
    const folds = groupedFolds(
      data.labels.map((_, row) => row),
      data.labels,
      5,
    )
    const lossOf = (method: CalibrationMethod) => crossValidateCalibration(data, method, folds).loss
    const truth = negativeLogLikelihood(data, CLASSES)
    const vector = lossOf({ method: 'vector', penalty: 0.001 })
    expect(vector).toBeLessThan(lossOf({ method: 'temperature' }) - 0.02)
    expect(vector).toBeGreaterThan(truth - 0.005)
    expect(vector).toBeLessThan(truth + 0.02)
  })

  it('counts a rare class as much as its images, and as much as any other', () => {
    const { logits, trainingPrior } = source(200, (logit) => logit)
    const labels = Array.from({ length: 200 }, (_, row) =>
      row % 10 === 0 ? 1 : row % 25 === 1 ? 2 : 0,
    )
    const labelPrior = [0, 1, 2].map((k) => labels.filter((label) => label === k).length / 200)
    const folds = groupedFolds(
      labels.map((_, row) => row),
      labels,
      4,
    )
    const data = { logits, labels, trainingPrior, labelPrior }
    const crossed = crossValidateCalibration(data, { method: 'temperature' }, folds)
    const under = (prior: readonly number[]) => ({
      labels,
      probabilities: shiftPrior(softmax(crossed.logits, CLASSES), trainingPrior, prior),
    })
    const plain = negativeLogLikelihood(under(labelPrior), CLASSES)
    const balanced = balancedNegativeLogLikelihood(under(uniform), CLASSES)
    expect(crossed.loss).toBeCloseTo((plain + balanced) / 2, 12)
    expect(balanced).toBeGreaterThan(plain + 0.1)
  })

  it('judges no image by a map that saw its group', () => {
    const data = source(200, (logit) => logit)
    const folds = groupedFolds(
      data.labels.map((_, row) => row >> 1),
      data.labels,
      4,
    )
    const method = { method: 'vector', penalty: 0.01 } as const
    const { logits } = crossValidateCalibration(data, method, folds)
    const first = folds.indexOf(0)
    const flipped = data.labels.map((label, row) => (folds[row] === 0 ? (label + 1) % 3 : label))
    const again = crossValidateCalibration({ ...data, labels: flipped }, method, folds)
    const row = (values: Float64Array) => [...values.slice(first * CLASSES, (first + 1) * CLASSES)]
    expect(row(again.logits)).toEqual(row(logits))
  })
})
