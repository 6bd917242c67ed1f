import { describe, expect, it } from 'vitest'
import { lacunae } from '../../../../src/dataset/synthetic/layers/lacunae.ts'
import { createRandom } from '../../../../src/random.ts'
import { peakBeyond, skinPatch, total } from '../skin-patch.ts'

function paint(filled: number) {
  const { tissue, outline } = skinPatch()
  lacunae({
    size: [1, 1],
    disorder: [0.5, 0.5],
    filled: [filled, filled],
    amounts: { blood: 1 },
    variety: 0.4,
  })(tissue, outline, createRandom(1))
  return { tissue, inside: tissue.planes.blood.filter((_, i) => outline.mask[i] === 1) }
}

describe('lacunae', () => {
  it('leave septa between pools of blood', () => {
    const { tissue, inside } = paint(1)
    const share = (test: (amount: number) => boolean) => inside.filter(test).length / inside.length
    expect(share((amount) => amount > 0.5)).toBeGreaterThan(0.3)
    expect(share((amount) => amount < 0.2)).toBeGreaterThan(0.1)
    expect(peakBeyond(tissue, 'blood', 3.2)).toBe(0)
  })

  it('stay empty in part where fewer are filled', () => {
    expect(total(paint(0.4).inside)).toBeLessThan(0.7 * total(paint(1).inside))
  })
})
