import { describe, expect, it } from 'vitest'
import {
  malignancyCalls,
  malignantClasses,
  setsOf,
  splitAnswers,
} from '../../../src/cli/uncertainty/split-answers.ts'
import { createRandom } from '../../../src/random.ts'
import { packMatrix, unpackMatrix } from '../../../src/uncertainty/packed.ts'
import { madeUpStatistics } from '../../classifier/uncertainty-data.ts'

const CLASSES = 7
const COUNT = 20
const uniform = new Array<number>(CLASSES).fill(1 / CLASSES)
const manifest = { trainingPrior: uniform }
const made = madeUpStatistics('0'.repeat(64))

/** Images in the order of a shuffled split, each a lesion of its own. */
const labels = createRandom(1).shuffle(
  Array.from({ length: CLASSES * COUNT }, (_, i) => Math.floor(i / COUNT)),
)
const outputs = {
  count: labels.length,
  labels,
  groups: labels.map((_, row) => `lesion ${row}`),
  logits: Float32Array.from({ length: labels.length * CLASSES }, (_, i) => Math.sin(i)),
  embeddings: new Float32Array(),
}

describe('splitAnswers', () => {
  it('takes the stored logits of validation images, each in its place', () => {
    const { calibrated, folds } = splitAnswers(outputs, manifest, made, true)
    const packed = unpackMatrix(made.validation.logits)
    const seen = new Array<number>(CLASSES).fill(0)
    for (const [row, label] of labels.entries()) {
      const place = label * COUNT + seen[label]!++
      expect(calibrated[row * CLASSES + label]).toBe(packed[label * labels.length + place])
    }
    expect(folds).toHaveLength(labels.length)
  })

  it('calibrates the logits of other images', () => {
    const { calibrated, folds } = splitAnswers(outputs, manifest, made, false)
    expect(calibrated).toEqual(Float64Array.from(outputs.logits))
    expect(folds).toBeNull()
  })

  it('refuses other images as those of validation', () => {
    const other = { ...outputs, labels: labels.map(() => 0) }
    expect(() => splitAnswers(other, manifest, made, true)).toThrow(/calibrated on/)
  })
})

describe('thresholds', () => {
  const choice = { score: { method: 'lac' as const }, shrinkage: 0 }

  it('of a validation image do not know it', () => {
    // the truth of one image made as unlikely as can be: no quantile of the others changes
    const row = 0
    const label = labels[row]!
    const spoiled = unpackMatrix(made.validation.logits)
    spoiled[label * labels.length + label * COUNT] = -9
    const statistics = {
      ...made,
      validation: { ...made.validation, logits: packMatrix(spoiled, CLASSES, 16) },
    }
    const before = splitAnswers(outputs, manifest, made, true)
    const after = splitAnswers(outputs, manifest, statistics, true)
    const neighbours = labels.flatMap((_, other) =>
      other !== row && before.folds![other] === before.folds![row] ? [other] : [],
    )
    const sets = [before, after].map((answers) => setsOf(answers, uniform, choice, 0.8))
    for (const other of neighbours) expect(sets[1]![other]).toEqual(sets[0]![other])
    expect(sets[1]![row]).not.toContain(label)
  })

  it('of other images come from the validation images alone', () => {
    const answers = splitAnswers(outputs, manifest, made, false)
    const malignant = [0, 1, 4]
    const { threshold, called } = malignancyCalls(answers, uniform, malignant, 0.9)!
    expect(threshold).toBe(
      malignancyCalls(splitAnswers(outputs, manifest, made, true), uniform, malignant, 0.9)!
        .threshold,
    )
    const sure = { ...outputs, logits: outputs.logits.map((_, i) => (i % CLASSES === 4 ? 9 : 0)) }
    const certain = splitAnswers(sure, manifest, made, false)
    expect(malignancyCalls(certain, uniform, malignant, 0.9)!.called.every(Boolean)).toBe(true)
    expect(called.some((each) => !each)).toBe(true)
  })

  it('of a fold that has all malignant images are those of all folds', () => {
    const answers = splitAnswers(outputs, manifest, made, true)
    const folds = Int32Array.from(labels, (label) => (label === 4 ? 0 : 1 + (label % 2)))
    const { threshold, called } = malignancyCalls({ ...answers, folds }, uniform, [4], 0.9)!
    expect(threshold).toBeGreaterThan(0)
    const found = labels.filter((label, row) => label === 4 && called[row]).length
    expect(found).toBe(0.9 * COUNT)
  })

  it('are none where no validation image is malignant', () => {
    const answers = splitAnswers(outputs, manifest, made, false)
    expect(malignancyCalls(answers, uniform, [], 0.9)).toBeUndefined()
  })
})

describe('malignantClasses', () => {
  it('are those that the model knows and the prior leaves possible', () => {
    expect(malignantClasses(['nv', 'mel', 'bcc'], [0.5, 0.5, 0])).toEqual([1])
    expect(malignantClasses(['nv', 'vasc'], [0.5, 0.5])).toEqual([])
  })
})
