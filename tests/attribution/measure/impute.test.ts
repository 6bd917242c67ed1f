import { describe, expect, it } from 'vitest'
import { imputeCells } from '../../../src/attribution/measure/impute.ts'
import { createRandom } from '../../../src/random.ts'
import { maxDifference } from '../../graph/run-graph.ts'

const GRID = 24
const field = (value: (x: number, y: number) => number) =>
  Float32Array.from({ length: GRID * GRID }, (_, at) => value(at % GRID, Math.floor(at / GRID)))
/** Everything but a frame. */
const inner = Uint8Array.from(
  field((x, y) => Number(Math.min(x, y) >= 2 && Math.max(x, y) < GRID - 2)),
)
const silent = () => ({ noise: 0, random: createRandom(1) })

/** x, y and xy, of which every cell is the weighted mean of its neighbours. */
const harmonic = [
  field(() => 0.7),
  field((x, y) => 0.1 * x - 0.05 * y),
  field((x, y) => 0.01 * (x - 11) * (y - 9)),
]

describe('imputeCells', () => {
  it('restores fields that are harmonic from their frame', () => {
    const truth = Float32Array.from(harmonic.flatMap((channel) => [...channel]))
    const hidden = truth.map((value, at) => (inner[at % inner.length] ? 99 : value))
    expect(maxDifference(imputeCells(hidden, inner, silent()), truth)).toBeLessThan(0.01)
  })

  it('makes every cell the weighted mean of its neighbours', () => {
    const random = createRandom(2)
    const values = field(() => random.normal())
    const unknown = Uint8Array.from(values, () => Number(random.chance(0.6)))
    const filled = imputeCells(values, unknown, silent())
    for (let y = 1; y < GRID - 1; y++) {
      for (let x = 1; x < GRID - 1; x++) {
        if (!unknown[y * GRID + x]) continue
        const at = (dx: number, dy: number) => filled[(y + dy) * GRID + x + dx]!
        const beside = at(0, -1) + at(0, 1) + at(-1, 0) + at(1, 0)
        const corners = at(-1, -1) + at(-1, 1) + at(1, -1) + at(1, 1)
        expect(at(0, 0)).toBeCloseTo(beside / 6 + corners / 12, 2)
      }
    }
  })

  it('leaves what is known, and its argument', () => {
    const values = field((x, y) => Math.sin(x * y))
    const before = values.slice()
    const filled = imputeCells(values, inner, { noise: 1, random: createRandom(3) })
    expect(values).toEqual(before)
    inner.forEach((hidden, at) => {
      if (!hidden) expect(filled[at]).toBe(values[at])
    })
  })

  it('adds noise of the deviation it is told', () => {
    const values = field(() => 5)
    const all = new Uint8Array(GRID * GRID).fill(1).with(0, 0)
    const filled = imputeCells(values, all, { noise: 0.2, random: createRandom(4) })
    const squares = filled.reduce((sum, value) => sum + (value - 5) ** 2, 0)
    expect(Math.sqrt(squares / filled.length)).toBeCloseTo(0.2, 1)
  })

  it('of nothing known is 0', () => {
    const all = new Uint8Array(GRID * GRID).fill(1)
    expect(
      imputeCells(
        field(() => 3),
        all,
        silent(),
      ).every((value) => value === 0),
    ).toBe(true)
  })
})
