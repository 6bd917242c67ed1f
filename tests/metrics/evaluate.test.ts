import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluatePredictions, flattenMetrics } from '../../src/metrics/evaluate.ts'
import { predictionsArbitrary } from './arbitrary.ts'

const classes = ['a', 'b', 'c']

describe('evaluatePredictions', () => {
  it('measures a small example by hand', () => {
    const metrics = evaluatePredictions({
      classes,
      labels: Int32Array.of(0, 0, 1, 2),
      probabilities: [0.6, 0.2, 0.2, 0.3, 0.4, 0.3, 0.1, 0.8, 0.1, 0.2, 0.2, 0.6],
    })
    expect(metrics.n).toBe(4)
    expect(metrics.accuracy).toBe(0.75)
    expect(metrics.balancedAccuracy).toBeCloseTo((0.5 + 1 + 1) / 3, 14)
    expect(metrics.confusion).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    expect(metrics.loss).toBeCloseTo(-Math.log(0.6 * 0.3 * 0.8 * 0.6) / 4, 12)
    expect(metrics.perClass.a).toEqual({
      n: 2,
      sensitivity: 0.5,
      specificity: 1,
      precision: 1,
      f1: 2 / 3,
      auc: 1,
    })
    expect(metrics.macroAuc).toBe(1)
  })

  it('leaves an absent class out of the means', () => {
    const metrics = evaluatePredictions({
      classes,
      labels: [0, 1],
      probabilities: [0.7, 0.2, 0.1, 0.1, 0.7, 0.2],
    })
    expect(metrics.balancedAccuracy).toBe(1)
    expect(metrics.macroAuc).toBe(1)
    expect(metrics.perClass.c).toMatchObject({ n: 0, sensitivity: null, auc: null })
  })

  it('has no AUC when all images are of one class', () => {
    const metrics = evaluatePredictions({ classes: ['a', 'b'], labels: [0], probabilities: [1, 0] })
    expect(metrics.macroAuc).toBeNull()
    expect(metrics.accuracy).toBe(1)
  })

  it('refuses NaN', () => {
    expect(() =>
      evaluatePredictions({ classes: ['a', 'b'], labels: [0], probabilities: [Number.NaN, 0] }),
    ).toThrow(/class 0 in row 0 is NaN/)
  })

  it('survives JSON and ignores the order of the images', () => {
    fc.assert(
      fc.property(predictionsArbitrary, ({ classCount, labels, probabilities }) => {
        const names = ['a', 'b', 'c', 'd'].slice(0, classCount)
        const metrics = evaluatePredictions({ labels, probabilities, classes: names })
        expect(JSON.parse(JSON.stringify(metrics))).toEqual(metrics)

        const order = labels.map((_, row) => row).reverse()
        const reversed = evaluatePredictions({
          labels: order.map((row) => labels[row]!),
          probabilities: order.flatMap((row) =>
            probabilities.slice(row * classCount, (row + 1) * classCount),
          ),
          classes: names,
        })
        expect(reversed.confusion).toEqual(metrics.confusion)
        expect(reversed.macroAuc).toEqual(metrics.macroAuc)
        expect(reversed.loss).toBeCloseTo(metrics.loss, 10)
      }),
    )
  })
})

describe('flattenMetrics', () => {
  it('names every number, without the counts', () => {
    const metrics = evaluatePredictions({
      classes: ['a', 'b'],
      labels: [0, 1],
      probabilities: [0.7, 0.3, 0.4, 0.6],
    })
    expect(Object.keys(flattenMetrics(metrics))).toEqual([
      ...['loss', 'accuracy', 'balancedAccuracy', 'macroAuc', 'ece', 'brier'],
      ...['a.sensitivity', 'a.specificity', 'a.precision', 'a.f1', 'a.auc'],
      ...['b.sensitivity', 'b.specificity', 'b.precision', 'b.f1', 'b.auc'],
    ])
    expect(flattenMetrics(metrics)['b.auc']).toBe(1)
  })
})
