import { describe, expect, it } from 'vitest'
import { addGlare, blurImage, scaleLight } from '../../../src/cli/quality/spoil.ts'

const white = (width: number, height: number) => ({
  width,
  height,
  data: new Uint8Array(width * height * 3).fill(200),
})

describe('blurImage', () => {
  it('spreads an edge as the Gaussian integral', () => {
    const edge = white(60, 9)
    for (let i = 0; i < edge.data.length; i++) if (Math.floor(i / 3) % 60 < 30) edge.data[i] = 0
    const { data } = blurImage(edge, 3)
    const row = Array.from({ length: 60 }, (_, x) => data[(4 * 60 + x) * 3]! / 200)
    // Phi(0.5 / 3) and Phi(3.5 / 3)
    expect(row[30]).toBeCloseTo(0.566, 1)
    expect(row[33]).toBeCloseTo(0.878, 1)
    expect(row[20]).toBeCloseTo(0, 1)
  })

  it('keeps a constant, borders too', () => {
    expect(new Set(blurImage(white(20, 10), 2).data)).toEqual(new Set([200]))
  })
})

describe('scaleLight', () => {
  it('cuts off at white', () => {
    expect(scaleLight(white(2, 2), 2).data[0]).toBe(255)
    expect(scaleLight(white(2, 2), 0.5).data[0]).toBe(100)
  })
})

describe('addGlare', () => {
  it('covers the share asked for', () => {
    const { data } = addGlare(white(200, 150), 0.04)
    expect(data.filter((value) => value === 255).length / data.length).toBeCloseTo(0.04, 3)
  })
})
