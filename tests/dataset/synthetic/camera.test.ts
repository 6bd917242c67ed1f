import { describe, expect, it } from 'vitest'
import {
  type Camera,
  drawCamera,
  grainField,
  lightField,
} from '../../../src/dataset/synthetic/camera.ts'
import { createTissue } from '../../../src/dataset/synthetic/tissue.ts'
import { createRandom } from '../../../src/random.ts'

const tissue = createTissue(40, 30, { field: 10, angle: 0, offsetX: 0, offsetY: 0 })
const plain: Camera = {
  gain: [1, 1, 1],
  gradient: 0,
  gradientAngle: 0,
  vignette: 0,
  tube: 2,
  grain: 0,
}
const light = (change: Partial<Camera>) => {
  const field = lightField(tissue, { ...plain, ...change })
  return {
    middle: field[15 * 40 + 20]!,
    left: field[15 * 40]!,
    right: field[15 * 40 + 39]!,
    corner: field[0]!,
  }
}

describe('lightField', () => {
  it('is even where the camera is perfect', () => {
    expect(new Set(lightField(tissue, plain))).toEqual(new Set([1]))
  })

  it('rises along the gradient', () => {
    const { left, middle, right } = light({ gradient: 0.1 })
    expect(left).toBeLessThan(middle)
    expect(right).toBeGreaterThan(middle)
  })

  it('falls towards the corners with vignetting, and is dark outside the tube', () => {
    const { middle, corner } = light({ vignette: 0.2 })
    expect(middle).toBeGreaterThan(0.99)
    expect(corner).toBeCloseTo(0.8, 1)
    expect(light({ tube: 0.85 }).corner).toBeLessThan(0.1)
    expect(light({ tube: 0.85 }).middle).toBe(1)
  })
})

describe('grainField', () => {
  it('is as strong as the camera says', () => {
    const values = grainField(tissue, { ...plain, grain: 3 }, createRandom(1))
    const spread = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
    expect(spread).toBeGreaterThan(0.8)
    expect(spread).toBeLessThan(3)
    expect(grainField(tissue, plain, createRandom(1)).every((value) => value === 0)).toBe(true)
  })
})

describe('drawCamera', () => {
  it('sees the tube in some pictures', () => {
    const seen = Array.from({ length: 300 }, (_, seed) => drawCamera(createRandom(seed)).tube < 1)
    const share = seen.filter(Boolean).length / 300
    expect(share).toBeGreaterThan(0.05)
    expect(share).toBeLessThan(0.2)
  })
})
