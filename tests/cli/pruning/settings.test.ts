import { describe, expect, it } from 'vitest'
import type { PrunableModel } from '../../../src/cli/pruning/prunable-model.ts'
import { planSteps, settingsOf } from '../../../src/cli/pruning/settings.ts'
import { trainConfigSchema } from '../../../src/train/config.ts'

const model = {
  manifest: { input: { size: 224 }, provenance: {} },
  file: { sha256: 'a'.repeat(64) },
  config: trainConfigSchema.parse({ learningRate: 0.0002, seed: 5 }),
} as PrunableModel
const choices = {
  ...{ criterion: 'taylor' as const, keepMacs: 0.5, steps: 3, fineTuneEpochs: 1, finalEpochs: 4 },
  ...{ batches: 8, multiple: 16, set: [] },
}
const unpruned = { macs: 1000, parameters: 10 }

describe('settingsOf', () => {
  it("starts from the bundle's own training, at half its learning rate and one rate for all layers", () => {
    const { train, size, parent } = settingsOf(model, choices)
    expect(train).toMatchObject({
      learningRate: 0.0001,
      headLearningRateFactor: 1,
      warmupSteps: 50,
    })
    expect(train.augment).toEqual(model.config.augment)
    expect(size).toBe(224)
    expect(parent).toBe('a'.repeat(64))
  })

  it('goes on as before where the bundle was pruned already', () => {
    const provenance = { pruning: {} }
    const pruned = { ...model, manifest: { ...model.manifest, provenance } } as PrunableModel
    expect(settingsOf(pruned, choices).train).toEqual(model.config)
  })

  it('takes replaced parameters, and refuses wrong ones', () => {
    const set = ['train.learningRate=0.003', 'train.augment.hair=0']
    expect(settingsOf(model, { ...choices, set, size: 160 })).toMatchObject({
      size: 160,
      train: { learningRate: 0.003, augment: { hair: 0 } },
    })
    const wrong = (changes: object) => () => settingsOf(model, { ...choices, ...changes })
    const invalid = expect.objectContaining({ code: 'bad-config' })
    expect(wrong({ set: ['train.learningRate=fast'] })).toThrow(invalid)
    expect(wrong({ set: ['train.speed=1'] })).toThrow(invalid)
    expect(wrong({ size: 100 })).toThrow(invalid)
    expect(wrong({ set: ['learningRate'] })).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })
})

describe('planSteps', () => {
  const settings = settingsOf(model, { ...choices, size: 160 })

  it('removes the same share in each step, down to the budget', () => {
    const plans = planSteps(settings, { now: unpruned, unpruned, size: 224 })
    expect(plans.map(({ macs }) => macs / 1000)).toEqual([0.5 ** (1 / 3), 0.5 ** (2 / 3), 0.5])
  })

  it('trains small images between steps and the size of the model in the end, each step with a seed of its own', () => {
    const plans = planSteps(settings, { now: unpruned, unpruned, size: 224 })
    expect(plans.map(({ epochs }) => epochs)).toEqual([1, 1, 4])
    expect(plans.map(({ config }) => config.phases)).toEqual([
      [{ size: 160, epochs: 1 }],
      [{ size: 160, epochs: 1 }],
      [{ size: 224, epochs: 4 }],
    ])
    expect(plans.map(({ config }) => config.seed)).toEqual([6, 7, 8])
  })

  it('counts from the network before any pruning, and refuses to add channels', () => {
    const smaller = { macs: 800, parameters: 8 }
    const plans = planSteps(settings, { now: smaller, unpruned, size: 224 })
    expect(plans.at(-1)!.macs).toBeCloseTo(500, 9)
    expect(plans[0]!.macs).toBeLessThan(800)
    const done = { macs: 500, parameters: 5 }
    expect(() => planSteps(settings, { now: done, unpruned, size: 224 })).toThrow(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining('50.0 %') }),
    )
  })
})
