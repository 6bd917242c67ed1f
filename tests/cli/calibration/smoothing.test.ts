import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/classifier/index.ts'
import { smoothingOf } from '../../../src/cli/calibration/smoothing.ts'

const balanced = [0.5, 0.5]
const datasetPrior = [0.8, 0.2]

const of = (config: Record<string, unknown>) =>
  smoothingOf({
    trainingPrior: balanced,
    datasetPrior,
    provenance: { config } as unknown as Manifest['provenance'],
  })

describe('smoothingOf', () => {
  it('knows the share, and what the class frequencies of training add to the logits', () => {
    const { share, odds } = of({ labelSmoothing: 0.05, samplerPower: 1, batchSize: 32 })!
    expect(share).toBe(0.05)
    expect(odds[0]).toBeCloseTo(Math.log(0.8 / 0.5), 12)
    expect(odds[1]).toBeCloseTo(Math.log(0.2 / 0.5), 12)
  })

  it('goes by the frequencies that the sampler showed', () => {
    const { odds } = of({ labelSmoothing: 0.05, samplerPower: 0 })!
    for (const each of odds) expect(each).toBeCloseTo(0, 12)
  })

  it('is nothing to undo where labels were not smoothed, or nothing is known of them', () => {
    expect(of({ labelSmoothing: 0, samplerPower: 1 })).toBeUndefined()
    expect(of({})).toBeUndefined()
  })
})
