import { describe, expect, it } from 'vitest'
import { vessels } from '../../../../src/dataset/synthetic/layers/vessels.ts'
import { createRandom } from '../../../../src/random.ts'
import { skinPatch, total } from '../skin-patch.ts'

function paint(branchings: number, length = 1) {
  const { tissue, outline } = skinPatch()
  vessels({
    count: [3, 3],
    depth: [0.5, 0.9],
    length: [length, length],
    width: [0.12, 0.12],
    winding: 0.2,
    branchings: [branchings, branchings],
    amounts: { blood: 1 },
    opacity: [1, 1],
  })(tissue, outline, createRandom(1))
  return tissue.planes
}

describe('vessels', () => {
  it('carry blood along their length', () => {
    expect(total(paint(0, 2).blood)).toBeGreaterThan(1.6 * total(paint(0, 1).blood))
    expect(Math.max(...paint(0).blood)).toBeGreaterThan(0.9)
    expect(total(paint(0).melanin)).toBe(0)
  })

  it('divide into thinner ones', () => {
    const [single, forked, tree] = [0, 1, 2].map((branchings) => total(paint(branchings).blood))
    expect(forked).toBeGreaterThan(1.5 * single!)
    expect(tree).toBeGreaterThan(1.2 * forked!)
  })
})
