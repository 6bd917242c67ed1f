import { describe, expect, it } from 'vitest'
import {
  cellMeans,
  enlargeCells,
  firstCells,
  rankCells,
  replaceCells,
} from '../../../src/attribution/measure/cells.ts'
import { createRandom } from '../../../src/random.ts'
import { bump, mapOf } from '../../explain/maps.ts'

describe('rankCells', () => {
  it('begins with the hottest cells', () => {
    const heat = mapOf(4, 4, bump(0.8, 0.2, 0.2))
    const order = rankCells(heat, 4, createRandom(1))
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i))
    const values = [...order].map((cell) => heat.data[cell]!)
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(order[0]).toBe(3)
  })

  it('orders equal cells at random', () => {
    const flat = mapOf(8, 8, () => 1)
    const [first, second] = [1, 2].map((seed) => [...rankCells(flat, 8, createRandom(seed))])
    expect(first).not.toEqual(second)
    expect([...rankCells(flat, 8, createRandom(1))]).toEqual(first)
  })
})

it('firstCells marks the beginning of a ranking', () => {
  expect([...firstCells(Uint32Array.of(2, 0, 3, 1), 2)]).toEqual([1, 0, 1, 0])
})

it('replaceCells shows another picture in some cells of every channel', () => {
  const image = new Float32Array(2 * 16).fill(1)
  const other = new Float32Array(2 * 16).fill(9)
  const out = new Float32Array(2 * 16)
  replaceCells(image, other, Uint8Array.of(0, 1, 0, 0), 4, out)
  const channel = [1, 1, 9, 9, 1, 1, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1]
  expect([...out]).toEqual([...channel, ...channel])
})

it('cellMeans and enlargeCells give back a picture of even cells in their middle', () => {
  const image = new Float32Array(8 * 8).map((_, at) => (at % 8 < 4 ? 2 : 6))
  expect([...cellMeans(image, 8, 2)]).toEqual([2, 6, 2, 6])
  const large = enlargeCells(Float32Array.of(2, 6, 2, 6), 2, 8)
  expect([large[0], large[7]]).toEqual([2, 6])
  expect(large[3]! + large[4]!).toBeCloseTo(8)
})
