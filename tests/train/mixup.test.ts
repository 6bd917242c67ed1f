import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/random.ts'
import { mixup, symmetricBeta } from '../../src/train/mixup.ts'

const keys = { seed: 1, epoch: 2, step: 3 }

/** Three pictures of two values each, with one-hot labels of three classes. */
const batch = () => ({
  image: Float32Array.of(0, 1, 10, 20, 100, 200),
  target: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
  batchSize: 3,
})

describe('mixup', () => {
  it('mixes pictures and labels by the same share, each keeping most of itself', () => {
    const mixed = batch()
    mixup(mixed, 0.4, keys)
    const lambda = mixed.target[0]!
    expect(lambda).toBeGreaterThanOrEqual(0.5)
    expect(lambda).toBeLessThan(1)
    expect(mixed.target[2]).toBeCloseTo(1 - lambda, 6)
    expect([...mixed.target.slice(3, 6)]).toEqual([0, 1, 0])
    expect(mixed.image[0]).toBeCloseTo((1 - lambda) * 100, 3)
    expect(mixed.image[5]).toBeCloseTo(lambda * 200 + (1 - lambda) * 1, 3)
    expect([...mixed.image.slice(2, 4)]).toEqual([10, 20])
  })

  it('leaves the batch alone at alpha 0', () => {
    const mixed = batch()
    mixup(mixed, 0, keys)
    expect(mixed).toEqual(batch())
  })

  it('depends on seed, epoch and step alone', () => {
    const mixedWith = (changed: Partial<typeof keys>) => {
      const mixed = batch()
      mixup(mixed, 0.4, { ...keys, ...changed })
      return mixed.image
    }
    expect(mixedWith({})).toEqual(mixedWith({}))
    for (const key of ['seed', 'epoch', 'step'] as const) {
      expect(mixedWith({ [key]: 9 })).not.toEqual(mixedWith({}))
    }
  })
})

describe('symmetricBeta', () => {
  it.each([0.2, 0.4, 1])('has the mean and the variance of Beta(%f, %f)', (alpha) => {
    const random = createRandom(7)
    const draws = Array.from({ length: 20_000 }, () => symmetricBeta(random, alpha))
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length
    expect(mean).toBeCloseTo(0.5, 1)
    expect(variance).toBeCloseTo(1 / (4 * (2 * alpha + 1)), 2)
  })
})
