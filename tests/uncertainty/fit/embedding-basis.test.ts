import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/random.ts'
import { scatterBasis } from '../../../src/uncertainty/fit/embedding-basis.ts'

describe('scatterBasis', () => {
  // two classes 4 apart along the first axis; deviations 3, 2, 1 along the next, 0.1 along the rest
  const random = createRandom(6)
  const [count, channels] = [4000, 12]
  const deviations = [0.5, 3, 2, 1, ...new Array<number>(channels - 4).fill(0.1)]
  const labels = Array.from({ length: count }, (_, i) => i % 2)
  const vectors = Float32Array.from({ length: count * channels }, (_, i) => {
    const [row, c] = [Math.floor(i / channels), i % channels]
    const mean = c === 0 ? (labels[row] === 0 ? -2 : 2) : 0
    return mean + deviations[c]! * random.normal()
  })
  const { basis, means, variances, outsideVariance } = scatterBasis(
    { vectors, labels, classCount: 2 },
    5,
  )

  it('is orthonormal', () => {
    for (let a = 0; a < 5; a++) {
      for (let b = 0; b <= a; b++) {
        let dot = 0
        for (let c = 0; c < channels; c++)
          dot += basis[a * channels + c]! * basis[b * channels + c]!
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 5)
      }
    }
  })

  it('holds the directions of largest scatter, and what is left in each of the others', () => {
    const expected = [9, 4, 1, 0.25]
    for (const [i, variance] of expected.entries()) {
      expect(Math.abs(variances[i]! / variance - 1)).toBeLessThan(0.1)
    }
    expect(Math.abs(outsideVariance / 0.01 - 1)).toBeLessThan(0.1)
  })

  it('holds the class means', () => {
    const apart = Array.from({ length: 5 }, (_, r) => means[5 + r]! - means[r]!)
    const length = Math.hypot(...apart)
    expect(length).toBeCloseTo(4, 0)
    const along = apart.reduce((sum, value, r) => sum + value * basis[r * channels]!, 0)
    expect(Math.abs(along)).toBeGreaterThan(0.98 * length)
  })

  it('puts a class without images in the middle of all', () => {
    const more = scatterBasis({ vectors, labels, classCount: 3 }, 6)
    const place = (k: number) => more.means.slice(k * 6, (k + 1) * 6)
    const apart = (a: number, b: number) => Math.hypot(...place(a).map((x, i) => x - place(b)[i]!))
    expect(apart(0, 1)).toBeCloseTo(4, 0)
    expect(apart(0, 2)).toBeCloseTo(2, 0)
    expect(apart(1, 2)).toBeCloseTo(2, 0)
  })
})
