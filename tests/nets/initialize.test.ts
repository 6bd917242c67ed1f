import { describe, expect, it } from 'vitest'
import { initializeParameters } from '../../src/nets/initialize.ts'
import { maxDifference } from '../graph/run-graph.ts'

const shapes = [
  { name: 'dense.weight', shape: [64, 32, 3, 3] },
  { name: 'dense.bias', shape: [64] },
  { name: 'depthwise.weight', shape: [512, 1, 3, 3] },
  { name: 'classifier.weight', shape: [7, 1280] },
  { name: 'classifier.bias', shape: [7] },
]

function deviation(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}

describe('initializeParameters', () => {
  const parameters = initializeParameters(shapes, 1)

  it("draws convolutions with He's deviation by fan-out, the classifier small, biases zero", () => {
    const relative = (name: string, expected: number) => deviation(parameters.get(name)!) / expected
    expect(relative('dense.weight', Math.sqrt(2 / (64 * 9)))).toBeCloseTo(1, 1)
    expect(relative('depthwise.weight', Math.sqrt(2 / 9))).toBeCloseTo(1, 1)
    expect(relative('classifier.weight', 0.01)).toBeCloseTo(1, 1)
    expect(parameters.get('dense.bias')).toEqual(new Float32Array(64))
    expect(parameters.get('classifier.bias')).toEqual(new Float32Array(7))
  })

  it('starts from a BatchNorm that changes nothing', () => {
    const vectors = ['scale', 'bias', 'mean', 'variance'].map((kind) => ({
      name: `stem.${kind}`,
      shape: [2],
    }))
    expect([...initializeParameters(vectors, 1).values()]).toEqual([
      Float32Array.of(1, 1),
      Float32Array.of(0, 0),
      Float32Array.of(0, 0),
      Float32Array.of(1, 1),
    ])
  })

  it('fills every shape, with the same numbers for the same seed alone', () => {
    expect([...parameters].map(([name, { length }]) => [name, length])).toEqual([
      ['dense.weight', 64 * 32 * 9],
      ['dense.bias', 64],
      ['depthwise.weight', 512 * 9],
      ['classifier.weight', 7 * 1280],
      ['classifier.bias', 7],
    ])
    const first = (seed: number) => initializeParameters(shapes, seed).get('dense.weight')![0]
    expect(first(1)).toBe(first(1))
    expect(first(2)).not.toBe(first(1))
  })

  it('leaves the parameters before it as they are when another layer is appended', () => {
    const shorter = initializeParameters(shapes.slice(0, 3), 1)
    const name = 'depthwise.weight'
    expect(maxDifference(shorter.get(name)!, parameters.get(name)!)).toBe(0)
  })
})
