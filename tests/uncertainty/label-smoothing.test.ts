import { describe, expect, it } from 'vitest'
import { softmax } from '../../src/metrics/softmax.ts'
import { undoLabelSmoothing } from '../../src/uncertainty/label-smoothing.ts'
import { logOdds } from '../../src/uncertainty/prior.ts'

const SHARE = 0.06
const CLASSES = 3
const even = { share: SHARE, odds: [0, 0, 0] }
const smooth = (p: number) => (1 - SHARE) * p + SHARE / CLASSES

describe('undoLabelSmoothing', () => {
  it('gives back the probabilities that were smoothed', () => {
    const probabilities = [0.7, 0.2, 0.1, 0.94, 0.03, 0.03]
    const logits = probabilities.map((p) => Math.log(smooth(p)))
    const undone = softmax(undoLabelSmoothing(logits, even), CLASSES)
    for (const [i, p] of probabilities.entries()) expect(undone[i]).toBeCloseTo(p, 4)
  })

  it('does so under the class frequencies of training, whatever the logits assume', () => {
    const [training, assumed] = [
      [0.9, 0.08, 0.02],
      [1 / 3, 1 / 3, 1 / 3],
    ]
    const odds = logOdds(training!, assumed!)
    const inTraining = [0.5, 0.3, 0.2]
    const logits = inTraining.map((p, k) => Math.log(smooth(p)) - odds[k]!)
    const undone = undoLabelSmoothing(logits, { share: SHARE, odds })
    const back = softmax(
      undone.map((logit, k) => logit + odds[k]!),
      CLASSES,
    )
    for (const [k, p] of inTraining.entries()) expect(back[k]).toBeCloseTo(p, 4)
  })

  it('leaves next to nothing of what a class has only by smoothing, and keeps its order', () => {
    const smoothed = [0.97, 0.018, 0.012]
    const undone = softmax(undoLabelSmoothing(smoothed.map(Math.log), even), CLASSES)
    expect(undone[1]).toBeLessThan(0.001)
    expect(undone[1]).toBeGreaterThan(undone[2]!)
    expect(undone[2]).toBeGreaterThan(0)
  })

  it('stays finite for answers as certain as they come', () => {
    const undone = undoLabelSmoothing([200, -300, 0], even)
    expect(undone.every(Number.isFinite)).toBe(true)
    expect(softmax(undone, CLASSES)[0]).toBeCloseTo(1, 3)
  })
})
