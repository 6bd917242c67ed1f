import { describe, expect, it } from 'vitest'
import { paintHairs } from '../../../../src/dataset/synthetic/layers/hairs.ts'
import { createRandom } from '../../../../src/random.ts'
import { skinPatch, total } from '../skin-patch.ts'

const covered = (seed: number) => {
  const { tissue } = skinPatch()
  paintHairs(tissue, createRandom(seed))
  return total(tissue.planes.melanin)
}

describe('paintHairs', () => {
  it('leaves some pictures bare, draws few hairs in others and many in a few', () => {
    const amounts = Array.from({ length: 60 }, (_, seed) => covered(seed)).sort((a, b) => a - b)
    expect(amounts[15]).toBe(0)
    expect(amounts[45]).toBeGreaterThan(10)
    expect(amounts[59]).toBeGreaterThan(4 * amounts[45]!)
  })
})
