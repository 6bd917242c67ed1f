import { describe, expect, it } from 'vitest'
import { openThin, smooth } from '../../../src/image/lesion/filters.ts'

const map = (width: number, ...values: number[]) => ({
  width,
  height: values.length / width,
  data: Float32Array.from(values),
})

describe('openThin', () => {
  it('takes out a line of one position, and keeps a block of three', () => {
    const line = map(5, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0)
    expect([...openThin(line).data]).toEqual(new Array(15).fill(0))
    const block = map(
      5,
      ...[0, 0, 0, 0, 0],
      ...[0, 9, 9, 9, 0],
      ...[0, 9, 9, 9, 0],
      ...[0, 9, 9, 9, 0],
    )
    expect([...openThin(block).data]).toEqual([...block.data])
  })
})

describe('smooth', () => {
  it('spreads a dot as 1 2 1 in both directions', () => {
    const dot = map(3, 0, 0, 0, 0, 16, 0, 0, 0, 0)
    expect([...smooth(dot, 1).data]).toEqual([1, 2, 1, 2, 4, 2, 1, 2, 1])
  })

  it('keeps a constant, borders too', () => {
    expect([...smooth(map(4, ...new Array<number>(12).fill(7)), 3).data]).toEqual(
      new Array(12).fill(7),
    )
  })
})
