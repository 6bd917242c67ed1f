import { describe, expect, it } from 'vitest'
import { distanceToNeighbour, toUnitLength } from '../../src/uncertainty/nearest-neighbours.ts'

describe('toUnitLength', () => {
  it('scales each vector, and leaves zeros', () => {
    const scaled = toUnitLength(Float32Array.of(3, 4, 0, 0), 2)
    expect(scaled[0]).toBeCloseTo(0.6, 6)
    expect(scaled[1]).toBeCloseTo(0.8, 6)
    expect([...scaled.slice(2)]).toEqual([0, 0])
  })
})

describe('distanceToNeighbour', () => {
  const others = Float32Array.of(1, 0, 0, 1, -1, 0)

  it.each([
    [1, 0],
    [2, 2],
    [3, 4],
  ])('is the squared distance to the neighbour number %i', (k, expected) => {
    expect(distanceToNeighbour(Float32Array.of(1, 0), others, k)).toBeCloseTo(expected, 6)
  })
})
