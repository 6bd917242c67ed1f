import { describe, expect, it } from 'vitest'
import { halo } from '../../../../src/dataset/synthetic/layers/halo.ts'
import { createRandom } from '../../../../src/random.ts'
import { meanBetween, peakBeyond, skinPatch } from '../skin-patch.ts'

describe('halo', () => {
  it('fades from the lesion into the skin around it', () => {
    const { tissue, outline } = skinPatch()
    const layer = halo({ chromophore: 'blood', amount: [0.4, 0.4], reach: [1.5, 1.5] })
    layer(tissue, outline, createRandom(1))
    const [inside, border, outside] = [0, 2.5, 3.5].map((from) =>
      meanBetween(tissue, 'blood', from, from + 1),
    )
    expect(inside).toBeGreaterThan(border!)
    expect(border).toBeGreaterThan(outside!)
    expect(outside).toBeGreaterThan(0)
    expect(peakBeyond(tissue, 'blood', 4.6)).toBe(0)
  })
})
