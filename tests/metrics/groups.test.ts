import { describe, expect, it } from 'vitest'
import { type GroupedPredictions, measureGroups } from '../../src/metrics/groups.ts'
import { createRandom } from '../../src/random.ts'

const CLASSES = ['bkl', 'mel', 'nv']
const RULE = { classes: ['akiec', 'bcc', 'mel'], threshold: 0.5 }
const FEW = { resamples: 60 }

/** Images whose answer is right with this chance, given with that confidence; every image is a lesion. */
function images(
  group: string,
  count: number,
  { right, confidence, seed }: { right: number; confidence: number; seed: number },
): GroupedPredictions {
  const random = createRandom(seed)
  const labels = Array.from({ length: count }, (_, row) => row % 3)
  const probabilities = labels.flatMap((label) => {
    const answer = random.chance(right) ? label : (label + 1) % 3
    return CLASSES.map((_, k) => (k === answer ? confidence : (1 - confidence) / 2))
  })
  return {
    classes: CLASSES,
    labels,
    probabilities,
    lesions: labels.map((_, row) => `${group}-${row}`),
    groups: labels.map(() => group),
    covered: labels.map((_, row) => (row % 4 === 0 ? 0 : 1)),
  }
}

const join = (...parts: GroupedPredictions[]): GroupedPredictions => ({
  classes: CLASSES,
  labels: parts.flatMap(({ labels }) => [...(labels as number[])]),
  probabilities: parts.flatMap(({ probabilities }) => [...(probabilities as number[])]),
  lesions: parts.flatMap(({ lesions }) => [...lesions]),
  groups: parts.flatMap(({ groups }) => [...groups]),
  covered: parts.flatMap(({ covered }) => [...(covered as number[])]),
})

const calibrated = images('old', 3000, { right: 0.8, confidence: 0.8, seed: 1 })
const tooSure = images('young', 3000, { right: 0.6, confidence: 0.9, seed: 2 })

describe('measureGroups', () => {
  const { old, young } = measureGroups(join(calibrated, tooSure), RULE, FEW)

  it('measures each group on its own', () => {
    expect(old).toMatchObject({ n: 3000, lesions: 3000, malignant: 1000, small: false })
    for (const name of ['malignant.sensitivity', 'mel.sensitivity', 'balancedAccuracy']) {
      expect(old!.metrics[name]).toBeCloseTo(0.8, 1)
      expect(young!.metrics[name]).toBeCloseTo(0.6, 1)
    }
    expect(old!.metrics['malignant.specificity']).toBeCloseTo(0.9, 1)
  })

  it('finds the group that the probabilities do not fit', () => {
    expect(old!.metrics.ece).toBeLessThan(0.03)
    expect(Math.abs(old!.metrics.overconfidence!)).toBeLessThan(0.03)
    expect(young!.metrics.ece).toBeCloseTo(0.3, 1)
    expect(young!.metrics.overconfidence).toBeCloseTo(0.3, 1)
  })

  it('gives intervals that hold the value and tell the groups apart', () => {
    const [low, high] = old!.intervals.balancedAccuracy!
    expect(low).toBeLessThan(old!.metrics.balancedAccuracy!)
    expect(high).toBeGreaterThan(old!.metrics.balancedAccuracy!)
    expect(young!.intervals.balancedAccuracy![1]).toBeLessThan(low)
  })

  it('counts what the prediction sets cover, where there are any', () => {
    expect(old!.metrics.coverage).toBeCloseTo(0.75)
    const { covered: _, ...without } = calibrated
    expect(measureGroups(without, RULE, FEW).old!.metrics.coverage).toBeNull()
  })

  it('marks a small group, and leaves out classes of which it has too few', () => {
    const few = images('few', 27, { right: 1, confidence: 0.9, seed: 3 })
    const { few: group } = measureGroups(few, RULE, FEW)
    expect(group).toMatchObject({ n: 27, small: true })
    expect(group!.metrics).not.toHaveProperty('mel.sensitivity')
    expect(group!.metrics['malignant.sensitivity']).toBeNull()
    expect(group!.metrics['malignant.specificity']).toBe(1)
    expect(group!.metrics.balancedAccuracy).toBeNull()
    expect(group!.intervals).not.toHaveProperty('malignant.specificity')
  })

  it('calls malignant what reaches the threshold together', () => {
    const part = images('all', 300, { right: 1, confidence: 0.4, seed: 4 })
    const at = (threshold: number) =>
      measureGroups(part, { ...RULE, threshold }, FEW).all!.metrics['malignant.sensitivity']
    expect(at(0.39)).toBe(1)
    expect(at(0.41)).toBe(0)
  })

  it('draws the images of a lesion together, so that copies of an image add no certainty', () => {
    const part = images('all', 300, { right: 0.7, confidence: 0.7, seed: 5 })
    const [low, high] = measureGroups(part, RULE, { resamples: 300 }).all!.intervals.overconfidence!
    const fourfold = measureGroups(join(part, part, part, part), RULE, { resamples: 300 }).all!
    expect(fourfold).toMatchObject({ n: 1200, lesions: 300 })
    const [low4, high4] = fourfold.intervals.overconfidence!
    expect(high4 - low4).toBeCloseTo(high - low, 2)
  })

  it('refuses what are no probabilities', () => {
    const broken = {
      ...calibrated,
      probabilities: [...(calibrated.probabilities as number[])].fill(1),
    }
    expect(() => measureGroups(broken, RULE)).toThrow(/sum to 3/)
  })
})
