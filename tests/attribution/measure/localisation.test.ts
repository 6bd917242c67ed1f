import { describe, expect, it } from 'vitest'
import { centredBlob, randomMap } from '../../../src/attribution/measure/baselines.ts'
import { coveredShare, pointsInside } from '../../../src/attribution/measure/localisation.ts'
import { createRandom } from '../../../src/random.ts'
import { bump, ellipse, mapOf, maskOf } from '../../explain/maps.ts'

const lesion = maskOf(60, 40, ellipse(0.6, 0.5, 0.1, 0.15)) // at 0.65, 0.5 of the centre square

describe('pointsInside', () => {
  it('says whether the strongest place is on the lesion', () => {
    expect(pointsInside(mapOf(20, 20, bump(0.65, 0.5, 0.1)), lesion)).toBe(true)
    expect(pointsInside(mapOf(20, 20, bump(0.3, 0.5, 0.1)), lesion)).toBe(false)
  })

  it('does not know without evidence', () => {
    expect(
      pointsInside(
        mapOf(5, 5, () => 0),
        lesion,
      ),
    ).toBeNull()
  })
})

describe('coveredShare', () => {
  it('is of the centre square', () => {
    expect(coveredShare(lesion)).toBeCloseTo(Math.PI * 0.15 ** 2, 2)
    expect(coveredShare(maskOf(60, 40, (x) => Number(x < 1 / 6)))).toBe(0)
  })
})

describe('the baselines', () => {
  it('are a bump in the middle', () => {
    const { data } = centredBlob(7)
    expect(data[24]).toBe(1)
    expect(data[0]).toBeLessThan(0.02)
    expect(data[3 * 7]).toBeCloseTo(data[3]!)
  })

  it('and noise, seeded', () => {
    const map = randomMap(7, createRandom(1))
    expect(Math.max(...map.data)).toBe(1)
    expect(map).toEqual(randomMap(7, createRandom(1)))
    expect(map).not.toEqual(randomMap(7, createRandom(2)))
  })
})
