import { describe, expect, it } from 'vitest'
import { fillHoles, heaviestComponent } from '../../../src/image/lesion/components.ts'
import type { Mask } from '../../../src/image/lesion/mask.ts'

const mask = (...rows: string[]): Mask => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), (cell) => (cell === '#' ? 1 : 0)),
})
const rows = ({ width, height, data }: Mask) =>
  Array.from({ length: height }, (_, y) =>
    [...data.subarray(y * width, (y + 1) * width)].map((cell) => (cell ? '#' : '.')).join(''),
  )

describe('heaviestComponent', () => {
  const two = mask('##..#', '##..#', '....#')

  it('takes the part of the largest weight, not of the largest area', () => {
    const even = new Float32Array(15).fill(1)
    expect(rows(heaviestComponent(two, even))).toEqual(['##...', '##...', '.....'])
    const right = Float32Array.from({ length: 15 }, (_, i) => (i % 5 === 4 ? 3 : 1))
    expect(rows(heaviestComponent(two, right))).toEqual(['....#', '....#', '....#'])
  })

  it('connects by sides, not by corners', () => {
    const corners = mask('#..', '.##', '..#')
    expect(rows(heaviestComponent(corners, new Float32Array(9).fill(1)))).toEqual([
      ...['...', '.##', '..#'],
    ])
  })

  it('is empty where the mask is, and does not change it', () => {
    const empty = mask('...', '...')
    expect(rows(heaviestComponent(empty, new Float32Array(6).fill(1)))).toEqual(rows(empty))
    heaviestComponent(two, new Float32Array(15).fill(1))
    expect(rows(two)).toEqual(['##..#', '##..#', '....#'])
  })
})

describe('fillHoles', () => {
  it('fills what is enclosed, not a bay that reaches the border', () => {
    expect(rows(fillHoles(mask('.###.', '.#.#.', '.###.', '.....')))).toEqual([
      ...['.###.', '.###.', '.###.', '.....'],
    ])
    const bay = mask('.#.#.', '.#.#.', '.###.')
    expect(rows(fillHoles(bay))).toEqual(rows(bay))
  })

  it('fills a hole whose only way out is over a corner', () => {
    expect(rows(fillHoles(mask('.....', '.##..', '.#.#.', '..##.')))).toEqual([
      ...['.....', '.##..', '.###.', '..##.'],
    ])
  })
})
