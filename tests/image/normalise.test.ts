import { describe, expect, it } from 'vitest'
import { denormalise, normalise } from '../../src/image/normalise.ts'
import { IMAGENET_MEAN, IMAGENET_STD } from '../../src/image/types.ts'
import { noise } from './pictures.ts'

const spec = { size: 16, mean: IMAGENET_MEAN, std: IMAGENET_STD }

describe('normalise', () => {
  it('takes the mean, divides by the deviation and puts channels first', () => {
    const { data } = noise(16, 16)
    const out = normalise(Float32Array.from(data), spec, new Float32Array(3 * 256))
    for (let i = 0; i < data.length; i++) {
      const [channel, at] = [i % 3, Math.floor(i / 3)]
      const expected = (data[i]! / 255 - spec.mean[channel]!) / spec.std[channel]!
      expect(out[channel * 256 + at]).toBeCloseTo(expected, 5)
    }
  })
})

describe('denormalise', () => {
  it('gives back every 8-bit value', () => {
    const data = Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => Math.floor(i / 3))
    const input = normalise(Float32Array.from(data), spec, new Float32Array(data.length))
    const { width, height, data: back } = denormalise(input, spec)
    expect([width, height]).toEqual([16, 16])
    expect([...back]).toEqual([...data])
  })

  it('clamps what no picture can show', () => {
    const input = new Float32Array(3 * 256).fill(99)
    input[0] = -99
    const { data } = denormalise(input, spec)
    expect([...data.subarray(0, 6)]).toEqual([0, 255, 255, 255, 255, 255])
  })
})
