import { describe, expect, it } from 'vitest'
import { rocAuc } from '../../src/metrics/auc.ts'
import { createRandom } from '../../src/random.ts'
import { mahalanobisDistance } from '../../src/uncertainty/mahalanobis.ts'

describe('mahalanobisDistance', () => {
  const gaussians = {
    means: Float32Array.of(1, 0, 0, 1),
    variances: [0.04, 0.01],
    outsideVariance: 0.02,
  }

  it('is to the nearest class, at length 1, and counts what lies outside', () => {
    const inside = Float64Array.of(6, 0)
    // (0.6, 0) inside and 0.64 outside at length 1
    const expected = 0.4 ** 2 / 0.04 + 0.64 / 0.02
    expect(mahalanobisDistance({ inside, outside: 64 }, gaussians)).toBeCloseTo(expected, 9)
  })

  it('does not depend on the length of the embedding', () => {
    const at = (scale: number) =>
      mahalanobisDistance(
        { inside: Float64Array.of(3 * scale, 4 * scale), outside: 5 * scale ** 2 },
        gaussians,
      )
    expect(at(10)).toBeCloseTo(at(1), 9)
  })

  it('tells two Gaussians apart as often as theory says', () => {
    // on the circle, angles of variance s² around 0 and around m: the distance is about (angle / s)²
    const random = createRandom(3)
    const [deviation, shift] = [0.01, 0.02]
    const tight = {
      means: Float32Array.of(1, 0),
      variances: [1, deviation ** 2],
      outsideVariance: 1,
    }
    const score = (mean: number) => {
      const angle = mean + deviation * random.normal()
      const inside = Float64Array.of(Math.cos(angle), Math.sin(angle))
      return mahalanobisDistance({ inside, outside: 0 }, tight)
    }
    const known = Array.from({ length: 4000 }, () => score(0))
    const strange = Array.from({ length: 4000 }, () => score(shift))
    const isStrange = [...known.map(() => false), ...strange.map(() => true)]
    // P(|Z + 2| > |Z'|) = 1 - 2 Φ(√2) (1 - Φ(√2)), for Z, Z' standard normal
    const auc = rocAuc([...known, ...strange], isStrange)!
    expect(Math.abs(auc - 0.8552)).toBeLessThan(0.02)
  })
})
