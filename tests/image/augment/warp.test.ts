import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawWarp, sampleWarp } from '../../../src/image/augment/warp.ts'
import { createRandom } from '../../../src/random.ts'
import { noise, pixel } from '../pictures.ts'
import { OFF } from './off.ts'
import { ramp } from './pixels.ts'

const SIZE = 40
const image = ramp(SIZE)

function view(options: Partial<typeof OFF>, seed = 1, source = image, size = SIZE) {
  const data = new Float32Array(size * size * 3)
  sampleWarp(source, drawWarp(source, size, { ...OFF, ...options }, createRandom(seed)), size, data)
  return { width: size, height: size, data }
}

/** Change of red and green from one pixel of the middle to the next, along x and along y. */
function slopes({ width, data }: ReturnType<typeof view>) {
  const at = (x: number, y: number, channel: number) => data[(y * width + x) * 3 + channel]!
  const c = SIZE / 2
  return {
    redX: (at(c + 2, c, 0) - at(c - 2, c, 0)) / 4,
    redY: (at(c, c + 2, 0) - at(c, c - 2, 0)) / 4,
    greenX: (at(c + 2, c, 1) - at(c - 2, c, 1)) / 4,
    greenY: (at(c, c + 2, 1) - at(c, c - 2, 1)) / 4,
  }
}

describe('a warp', () => {
  it('with everything off is the picture itself', () => {
    expect([...view({}).data]).toEqual([...image.data])
    const odd = noise(17, 17)
    expect([...view({}, 1, odd, 17).data]).toEqual([...odd.data])
  })

  it('with everything off takes the centre square of any picture, scaled', () => {
    const wide = noise(60, 20)
    const taken = view({}, 1, wide, 20)
    for (const [x, y] of [
      [0, 0],
      [19, 19],
      [7, 12],
    ] as const) {
      expect([...taken.data.subarray((y * 20 + x) * 3, (y * 20 + x) * 3 + 3)]).toEqual(
        pixel(wide, x + 20, y),
      )
    }
  })

  it('mirrors half of the time', () => {
    const seen = Array.from({ length: 200 }, (_, seed) => slopes(view({ flip: true }, seed)))
    const mirrored = seen.filter(({ redX }) => redX < 0).length
    expect(mirrored).toBeGreaterThan(70)
    expect(mirrored).toBeLessThan(130)
    for (const { redX, redY, greenX, greenY } of seen) {
      expect([Math.abs(redX), redY, greenX, greenY]).toEqual([2, 0, 0, 3])
    }
  })

  it('turns by any angle and keeps lengths', () => {
    const angles = Array.from({ length: 100 }, (_, seed) => {
      const { redX, redY, greenX, greenY } = slopes(view({ rotate: true }, seed))
      expect(Math.hypot(redX, redY)).toBeCloseTo(2, 3)
      expect(Math.hypot(greenX, greenY)).toBeCloseTo(3, 3)
      expect(redX * greenX + redY * greenY).toBeCloseTo(0, 3)
      return Math.atan2(redY, redX)
    })
    for (let quarter = -2; quarter < 2; quarter++) {
      const inside = angles.filter((angle) => Math.floor(angle / (Math.PI / 2)) === quarter)
      expect(inside.length).toBeGreaterThan(10)
    }
  })

  it('makes the lesion larger with a zoom above 1', () => {
    const { redX, greenY } = slopes(view({ scale: [2, 2] }))
    expect([redX, greenY]).toEqual([1, 1.5])
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const zoom = 2 / slopes(view({ scale: [0.8, 1.3] }, seed)).redX
        expect(zoom).toBeGreaterThan(0.8 - 1e-4)
        expect(zoom).toBeLessThan(1.3 + 1e-4)
      }),
    )
  })

  it('stretches one axis against the other by at most its share', () => {
    const ratios = Array.from({ length: 60 }, (_, seed) => {
      const { redX, greenY } = slopes(view({ aspect: 0.2 }, seed))
      return redX / 2 / (greenY / 3)
    })
    expect(Math.max(...ratios)).toBeLessThan(Math.exp(0.2) + 1e-4)
    expect(Math.min(...ratios)).toBeGreaterThan(Math.exp(-0.2) - 1e-4)
    expect(Math.max(...ratios)).toBeGreaterThan(1.05)
    expect(Math.min(...ratios)).toBeLessThan(0.95)
  })

  it('moves both ways, by at most its share of the side', () => {
    const centre = (SIZE * (SIZE / 2) + SIZE / 2) * 3
    const moves = Array.from({ length: 60 }, (_, seed) => {
      const { data } = view({ shift: 0.1 }, seed)
      return [
        (data[centre]! - image.data[centre]!) / 2,
        (data[centre + 1]! - image.data[centre + 1]!) / 3,
      ]
    }).flat()
    expect(Math.max(...moves.map(Math.abs))).toBeLessThanOrEqual(0.1 * SIZE + 1e-4)
    expect(Math.max(...moves)).toBeGreaterThan(2)
    expect(Math.min(...moves)).toBeLessThan(-2)
  })

  it('mirrors at the borders: nothing else than the picture is ever seen', () => {
    const source = noise(23, 31)
    const [darkest, brightest] = [Math.min(...source.data), Math.max(...source.data)]
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const options = {
          rotate: true,
          flip: true,
          scale: [0.2, 0.5] as [number, number],
          shift: 0.5,
        }
        const { data } = view(options, seed, source, 24)
        expect(Math.min(...data)).toBeGreaterThanOrEqual(darkest)
        expect(Math.max(...data)).toBeLessThanOrEqual(brightest)
      }),
      { numRuns: 40 },
    )
    const { data } = view({ scale: [0.5, 0.5] })
    const red = (x: number) => data[(20 * SIZE + x) * 3]!
    // half a pixel inside the left border, then one and a half and nine and a half outside
    expect([red(10), red(9), red(5)]).toEqual([0.5, 1.5, 9.5].map((x) => 10 + 2 * x))
  })
})
