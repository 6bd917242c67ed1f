import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradCam } from '../../src/explain/grad-cam.ts'

/** Two classes on 2 x 3 positions. */
const activations = {
  data: Float32Array.of(1, -2, 4, 0, 2, 3, -1, -2, -3, -4, -5, -6),
  width: 3,
  height: 2,
}

describe('gradCam', () => {
  it('keeps what speaks for the class, relative to the strongest place', () => {
    expect(gradCam(activations, 0)).toEqual({
      width: 3,
      height: 2,
      data: Float32Array.of(0.25, 0, 1, 0, 0.5, 0.75),
    })
  })

  it('shows nothing where nothing speaks for the class', () => {
    expect(gradCam(activations, 1).data).toEqual(new Float32Array(6))
  })

  it('is the same by the equations of Selvaraju et al., from features and weights', () => {
    const channels = 4
    const number = fc.double({ min: -2, max: 2, noNaN: true })
    const numbers = (n: number) => fc.array(number, { minLength: n, maxLength: n })
    fc.assert(
      fc.property(numbers(channels * 6), numbers(channels * 2), (features, weights) => {
        const feature = (c: number, i: number) => Math.max(0, features[c * 6 + i]!)
        const cam = Float32Array.from({ length: 12 }, (_, at) => {
          const [k, i] = [Math.floor(at / 6), at % 6]
          let sum = 0
          for (let c = 0; c < channels; c++) sum += weights[k * channels + c]! * feature(c, i)
          return sum
        })
        for (const k of [0, 1]) {
          // equation 1: the gradient of the logit by every position, averaged, is the weight over their number
          const alpha = Array.from({ length: channels }, (_, c) => weights[k * channels + c]! / 6)
          // equation 2
          const map = Array.from({ length: 6 }, (_, i) =>
            Math.max(
              0,
              alpha.reduce((sum, a, c) => sum + a * feature(c, i), 0),
            ),
          )
          const strongest = Math.max(...map)
          fc.pre(strongest === 0 || strongest > 1e-3)
          const { data } = gradCam({ data: cam, width: 3, height: 2 }, k)
          data.forEach((value, i) => {
            expect(value).toBeCloseTo(strongest === 0 ? 0 : map[i]! / strongest, 3)
          })
        }
      }),
    )
  })

  it('leaves the activations as they are', () => {
    const before = [...activations.data]
    gradCam(activations, 0)
    expect([...activations.data]).toEqual(before)
  })

  it.each([2, -1, 0.5, Number.NaN])('refuses class %d of two', (classIndex) => {
    expect(() => gradCam(activations, classIndex)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses an activation of %d',
    (value) => {
      const data = activations.data.with(1, value)
      expect(() => gradCam({ ...activations, data }, 0)).toThrow(
        expect.objectContaining({
          code: 'bad-argument',
          message: expect.stringContaining('finite'),
        }),
      )
    },
  )
})
