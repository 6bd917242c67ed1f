import { describe, expect, it } from 'vitest'
import { type Layer, oneOf, sometimes } from '../../../src/dataset/synthetic/layer.ts'
import { drawOutline } from '../../../src/dataset/synthetic/outline.ts'
import { createTissue } from '../../../src/dataset/synthetic/tissue.ts'
import { createRandom } from '../../../src/random.ts'

const tissue = createTissue(4, 4, { field: 8, angle: 0, offsetX: 0, offsetY: 0 })
const range = [0.5, 0.5] as const
const style = {
  ...{ radius: range, elongation: range, irregularity: range },
  ...{ jaggedness: range, softness: range },
}
const outline = drawOutline(tissue, style, createRandom(1))

/** How often each name is painted when a layer is drawn many times. */
function countPainted(layerOf: (named: (name: string) => Layer) => Layer): Map<string, number> {
  const counts = new Map<string, number>()
  const named = (name: string) => () => void counts.set(name, (counts.get(name) ?? 0) + 1)
  const layer = layerOf(named)
  const random = createRandom(3)
  for (let i = 0; i < 3000; i++) layer(tissue, outline, random)
  return counts
}

describe('sometimes', () => {
  it('paints as often as its probability says', () => {
    const counts = countPainted((named) => sometimes(0.3, named('spots')))
    expect(counts.get('spots')! / 3000).toBeCloseTo(0.3, 1)
  })
})

describe('oneOf', () => {
  it('paints all layers of one variant, each as often as the others', () => {
    const counts = countPainted((named) => oneOf([named('a'), named('b')], [named('c')], []))
    expect(counts.get('a')).toBe(counts.get('b'))
    expect(counts.get('a')! / 3000).toBeCloseTo(1 / 3, 1)
    expect(counts.get('c')! / 3000).toBeCloseTo(1 / 3, 1)
  })
})
