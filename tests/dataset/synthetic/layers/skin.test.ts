import { describe, expect, it } from 'vitest'
import { paintSkin } from '../../../../src/dataset/synthetic/layers/skin.ts'
import { createRandom } from '../../../../src/random.ts'
import { skinPatch, total } from '../skin-patch.ts'

const calm = { melanin: [0.1, 0.1], blood: [0.3, 0.3], flush: [0, 0], freckles: [0, 0] } as const

function paint(change: Partial<Parameters<typeof paintSkin>[1]> = {}) {
  const { tissue } = skinPatch()
  paintSkin(tissue, { ...calm, ...change }, createRandom(1))
  return tissue.planes
}

const average = (plane: Float32Array) => total(plane) / plane.length
const spread = (plane: Float32Array) => Math.max(...plane) - Math.min(...plane)

describe('paintSkin', () => {
  it('holds its melanin and blood everywhere', () => {
    const { melanin, blood, deepMelanin, keratin } = paint()
    expect(average(melanin)).toBeCloseTo(0.1, 1)
    expect(average(blood)).toBeCloseTo(0.3, 1)
    expect(total(deepMelanin) + total(keratin)).toBe(0)
  })

  it('is blotchy with flush and spotted with freckles', () => {
    expect(spread(paint({ flush: [0.5, 0.5] }).blood)).toBeGreaterThan(2 * spread(paint().blood))
    const freckled = paint({ freckles: [2, 2] })
    expect(spread(freckled.melanin)).toBeGreaterThan(2 * spread(paint().melanin))
  })
})
