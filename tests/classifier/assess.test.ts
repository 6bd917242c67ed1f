import { describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../src/classes.ts'
import { createAssessor } from '../../src/classifier/assess.ts'
import { parseManifest } from '../../src/classifier/bundle.ts'
import { resolvePrior } from '../../src/classifier/prior.ts'
import { packMatrix } from '../../src/uncertainty/packed.ts'
import { manifest as pair } from './manifest-data.ts'
import { madeUpStatistics } from './uncertainty-data.ts'

const plain = {
  ...pair,
  classes: [...LESION_CLASSES],
  temperature: 1,
  trainingPrior: new Array<number>(7).fill(1 / 7),
  datasetPrior: [0.03, 0.05, 0.11, 0.01, 0.11, 0.68, 0.01],
}
const manifest = parseManifest(
  JSON.stringify({ ...plain, uncertainty: madeUpStatistics(plain.files[0]!.sha256) }),
  'made up',
)
const balanced = resolvePrior('balanced', manifest)
const KNOWN = Float32Array.of(3, 0)

/** Logits of one class above all others. */
const answering = (name: string, logit: number) =>
  Float32Array.from(manifest.classes, (each) => (each === name ? logit : 0))

/** P(the class) where its logit stands so high above six others. */
const probabilityAt = (logit: number) => Math.exp(logit) / (Math.exp(logit) + 6)

const assess = createAssessor(manifest, { prior: balanced })

describe('an assessment', () => {
  it('adds up the malignant classes', () => {
    const { malignancy } = assess({ logits: answering('mel', 2), embedding: KNOWN })
    expect(malignancy).toBeCloseTo(probabilityAt(2) + (2 * (1 - probabilityAt(2))) / 6, 6)
    const benign = assess({ logits: answering('nv', 2), embedding: KNOWN })
    expect(benign.malignancy).toBeCloseTo((3 * (1 - probabilityAt(2))) / 6, 6)
  })

  it('calls malignancy high, raised or not raised by what the malignant validation images reached', () => {
    // 60 malignant images, three at each step of 1/4: 90 % have a logit of 1/2 and more, 95 % of 1/4 and more
    const levels = [0.55, 0.45, 0.3, 0.2].map(
      (logit) => assess({ logits: answering('bcc', logit), embedding: KNOWN }).triage,
    )
    expect(levels.map((triage) => triage?.level)).toEqual([
      'high',
      'raised',
      'raised',
      'not-raised',
    ])
    expect(levels.map((triage) => triage?.sensitivity)).toEqual([0.9, 0.95, 0.95, 0.95])
    const at = (logit: number) => probabilityAt(logit) + (2 * (1 - probabilityAt(logit))) / 6
    expect(levels[0]!.threshold).toBeCloseTo(at(0.5), 4)
    expect(levels[1]!.threshold).toBeCloseTo(at(0.25), 4)
  })

  it('moves its thresholds with the prior, so that the same pictures reach them', () => {
    const dataset = createAssessor(manifest, { prior: resolvePrior('dataset', manifest) })
    const at = (logit: number) => dataset({ logits: answering('mel', logit), embedding: KNOWN })
    expect(at(0.55).triage!.threshold).not.toBeCloseTo(
      assess({ logits: answering('mel', 0.55), embedding: KNOWN }).triage!.threshold,
      2,
    )
    expect(at(4).triage!.level).toBe('high')
    expect(at(0).triage!.level).toBe('not-raised')
  })

  it('leaves out what its prior rules out', () => {
    const without = (...names: string[]) => {
      const frequencies = manifest.classes.map((name) => [name, names.includes(name) ? 0 : 1])
      return createAssessor(manifest, {
        prior: resolvePrior(Object.fromEntries(frequencies), manifest),
        coverage: 0.99,
      })({ logits: answering('nv', 0.1), embedding: KNOWN })
    }
    const benign = without('akiec', 'bcc', 'mel')
    expect(benign).toMatchObject({ malignancy: 0, triage: null })
    expect(benign.predictionSet!.toSorted()).toEqual(['bkl', 'df', 'nv', 'vasc'])
    expect(benign.uncertainty.epistemic).toBeGreaterThan(0)
    // the melanomas of validation would drag the threshold to what they have left: nothing but chance
    const one = without('mel')
    expect(one.triage!.threshold).toBeGreaterThan(without('df').triage!.threshold / 2)
    expect(one.predictionSet).not.toContain('mel')
  })

  it('refuses an embedding that its statistics are not of', () => {
    expect(() => assess({ logits: answering('nv', 1), embedding: Float32Array.of(1) })).toThrow(
      expect.objectContaining({ code: 'model-failed' }),
    )
  })

  it('gives a set of one class for a clear answer, of more for an unclear one, of more for more coverage', () => {
    const clear = assess({ logits: answering('vasc', 6), embedding: KNOWN })
    expect(clear).toMatchObject({ predictionSet: ['vasc'], coverage: 0.9 })
    const unclear = { logits: answering('vasc', 0.1), embedding: KNOWN }
    const { predictionSet } = assess(unclear)
    expect(predictionSet![0]).toBe('vasc')
    const wide = createAssessor(manifest, { prior: balanced, coverage: 0.99 })(unclear)
    expect(wide.predictionSet!.length).toBeGreaterThan(predictionSet!.length)
    expect(wide.coverage).toBe(0.99)
  })

  it('says unclear of a picture that is unlike those it knows, or unfit to be judged', () => {
    const logits = answering('nv', 3)
    expect(assess({ logits, embedding: KNOWN }).outOfDistribution!.flagged).toBe(false)
    const strange = assess({ logits, embedding: Float32Array.of(0, 3) })
    expect(strange.outOfDistribution).toMatchObject({ flagged: true, threshold: 10 })
    expect(strange.outOfDistribution!.score).toBeCloseTo(200, 3)
    expect(strange.triage!.level).toBe('unclear')
    const blurred = { ok: false, issues: [{ code: 'blurred', message: 'blurred' }] } as const
    expect(assess({ logits, embedding: KNOWN }, blurred).triage!.level).toBe('unclear')
    expect(assess({ logits, embedding: KNOWN }, { ok: true, issues: [] }).triage!.level).toBe(
      'not-raised',
    )
  })

  it('knows less the further an embedding lies from what the weights have seen', () => {
    const epistemic = (length: number) =>
      assess({ logits: answering('nv', 2), embedding: Float32Array.of(length, 0) }).uncertainty
        .epistemic!
    expect(epistemic(0)).toBeCloseTo(0, 10)
    expect(epistemic(1)).toBeGreaterThan(0.01)
    expect(epistemic(2)).toBeGreaterThan(epistemic(1))
    expect(epistemic(2)).toBeLessThan(1)
  })

  it('has the entropy of a fair die at 1', () => {
    const { uncertainty } = assess({ logits: new Float32Array(7), embedding: KNOWN })
    expect(uncertainty.entropy).toBeCloseTo(1, 10)
  })

  it('claims nothing without statistics', () => {
    const { malignancy, uncertainty, ...others } = createAssessor(plain, { prior: balanced })({
      logits: answering('mel', 2),
      embedding: KNOWN,
    })
    expect(malignancy).toBeGreaterThan(0.5)
    expect(uncertainty).toEqual({ entropy: expect.any(Number), epistemic: null })
    expect(others).toEqual({
      ...{ triage: null, predictionSet: null, coverage: null, outOfDistribution: null },
    })
  })
})

describe('an assessment of foreign classes', () => {
  it('calls none of them malignant', () => {
    const foreign = createAssessor(pair, { prior: resolvePrior('balanced', pair) })
    const { malignancy, triage } = foreign({ logits: Float32Array.of(1, 0), embedding: KNOWN })
    expect([malignancy, triage]).toEqual([null, null])
  })
})

describe('a manifest with statistics', () => {
  it('forgets those of a model file that it does not list', () => {
    const other = { ...plain, uncertainty: madeUpStatistics('0'.repeat(64)) }
    expect(parseManifest(JSON.stringify(other), 'made up').uncertainty).toBeUndefined()
    expect(manifest.uncertainty).toBeDefined()
  })

  it('is refused where sizes do not fit', () => {
    const statistics = madeUpStatistics(plain.files[0]!.sha256)
    const { validation, embedding } = statistics
    const parse = (part: object) =>
      parseManifest(JSON.stringify({ ...plain, uncertainty: { ...statistics, ...part } }), 'x')
    expect(() =>
      parse({ validation: { ...validation, counts: [20, 20, 20, 20, 20, 20, 21] } }),
    ).toThrow(/validation has the wrong size for 7 classes/)
    const means = packMatrix(new Float64Array(12), 6, 8)
    const outOfDistribution = { ...embedding.outOfDistribution, means }
    expect(() => parse({ embedding: { ...embedding, outOfDistribution } })).toThrow(
      /outOfDistribution has the wrong size for 7 classes/,
    )
  })
})
