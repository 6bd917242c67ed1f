import { describe, expect, it } from 'vitest'
import { atUnitLength, project } from '../../src/uncertainty/embedding-space.ts'

const space = { basis: Float32Array.of(1, 0, 0, 0, 1, 0), dimensions: 2 }

describe('project', () => {
  it('keeps coordinates inside, and the squared length of what is outside', () => {
    const { inside, outside } = project(space, Float64Array.of(3, -4, 12))
    expect([...inside]).toEqual([3, -4])
    expect(outside).toBe(144)
  })

  it('never has less than nothing outside', () => {
    const rounded = { basis: Float32Array.of(1.001, 0), dimensions: 1 }
    expect(project(rounded, Float64Array.of(5, 0)).outside).toBe(0)
  })
})

describe('atUnitLength', () => {
  it('scales both parts', () => {
    const { inside, outside } = atUnitLength(project(space, Float64Array.of(3, -4, 12)))
    expect(inside[0]).toBeCloseTo(3 / 13, 12)
    expect(inside[1]).toBeCloseTo(-4 / 13, 12)
    expect(outside).toBeCloseTo(144 / 169, 12)
  })

  it('leaves the zero vector alone', () => {
    const { inside, outside } = atUnitLength(project(space, Float64Array.of(0, 0, 0)))
    expect([...inside, outside]).toEqual([0, 0, 0])
  })
})
