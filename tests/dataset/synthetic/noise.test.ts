import { describe, expect, it } from 'vitest'
import { noiseField } from '../../../src/dataset/synthetic/noise.ts'
import { noiseTile, TILE_SIDE } from '../../../src/dataset/synthetic/noise-tile.ts'
import { createTissue } from '../../../src/dataset/synthetic/tissue.ts'
import { createRandom } from '../../../src/random.ts'
import { mean } from './measure.ts'

const tissue = createTissue(40, 30, { field: 10, angle: 0.3, offsetX: 0, offsetY: 0 })
const scale = { size: 1, octaves: 2 }

describe('noiseTile', () => {
  it('lies around 0 with a spread of about a half', () => {
    const values = [...noiseTile(4)]
    const spread = Math.sqrt(mean(values.map((value) => value * value)))
    expect(Math.abs(mean(values))).toBeLessThan(0.05)
    expect(spread).toBeGreaterThan(0.35)
    expect(spread).toBeLessThan(0.75)
  })

  it('goes on without a seam at its borders', () => {
    const tile = noiseTile(3)
    const step = (from: number, to: number) =>
      mean(
        Array.from({ length: TILE_SIDE }, (_, row) =>
          Math.abs(tile[row * TILE_SIDE + from]! - tile[row * TILE_SIDE + to]!),
        ),
      )
    expect(step(TILE_SIDE - 1, 0)).toBeLessThan(1.5 * step(99, 100))
  })

  it('is finer with more octaves', () => {
    const roughness = (octaves: number) => {
      const tile = noiseTile(octaves)
      return mean(Array.from({ length: 999 }, (_, i) => Math.abs(tile[i + 1]! - tile[i]!)))
    }
    expect(roughness(4)).toBeGreaterThan(1.3 * roughness(1))
  })
})

describe('noiseField', () => {
  it('follows its random numbers', () => {
    const field = noiseField(tissue, scale, createRandom(1))
    expect(noiseField(tissue, scale, createRandom(1))).toEqual(field)
    expect(noiseField(tissue, scale, createRandom(2))).not.toEqual(field)
  })

  it('leaves out the pixels that are not asked for', () => {
    const where = Float32Array.from({ length: 1200 }, (_, i) => i % 2)
    const whole = noiseField(tissue, scale, createRandom(1))
    const part = noiseField(tissue, scale, createRandom(1), where)
    expect(part).toEqual(whole.map((value, i) => (where[i] === 1 ? value : 0)))
  })
})
