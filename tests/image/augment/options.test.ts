import { describe, expect, it } from 'vitest'
import { augmentOptionsSchema } from '../../../src/image/augment/options.ts'

describe('augmentOptionsSchema', () => {
  it('has a default for everything', () => {
    expect(augmentOptionsSchema.parse({})).toMatchObject({
      rotate: true,
      scale: [0.8, 1.3],
      jpeg: 0,
    })
  })

  it.each([
    ['an unknown name', { rotation: true }],
    ['a probability above 1', { blur: 1.5 }],
    ['a range turned round', { scale: [1.3, 0.8] }],
    ['a zoom of 0', { scale: [0, 1] }],
    ['a hue of more than half a turn', { hue: 0.6 }],
    ['a number that is none', { gain: Number.NaN }],
  ])('refuses %s', (_, options) => {
    expect(augmentOptionsSchema.safeParse(options).success).toBe(false)
  })
})
