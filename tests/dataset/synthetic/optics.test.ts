import { describe, expect, it } from 'vitest'
import type { Camera } from '../../../src/dataset/synthetic/camera.ts'
import { photograph } from '../../../src/dataset/synthetic/optics.ts'
import { type Amounts, createTissue } from '../../../src/dataset/synthetic/tissue.ts'

const camera: Camera = {
  ...{ gain: [1, 1, 1], gradient: 0, gradientAngle: 0, vignette: 0, tube: 2, grain: 0 },
}

/** The colour of skin with these amounts. */
function colourOf(amounts: Amounts, { light = 1, grain = 0, gain = camera.gain } = {}): number[] {
  const tissue = createTissue(1, 1, { field: 1, angle: 0, offsetX: 0, offsetY: 0 })
  for (const [name, amount] of Object.entries(amounts)) {
    tissue.planes[name as keyof Amounts][0] = amount
  }
  const one = (value: number) => Float32Array.of(value)
  return [...photograph(tissue, { ...camera, gain }, one(light), one(grain)).data]
}

describe('photograph', () => {
  it('takes green away exponentially with every chromophore', () => {
    const [, bare] = colourOf({})
    for (const name of ['melanin', 'blood', 'deepMelanin'] as const) {
      for (const amount of [0.5, 1, 2]) {
        const [, green] = colourOf({ [name]: amount })
        expect(green! / bare!).toBeCloseTo(Math.exp(-amount), 1)
      }
    }
  })

  it('shows melanin brown, blood red to purple, deep melanin blue-grey, keratin pale', () => {
    const [redBrown, greenBrown, blueBrown] = colourOf({ melanin: 0.8 })
    expect(redBrown).toBeGreaterThan(greenBrown!)
    expect(greenBrown).toBeGreaterThan(blueBrown!)
    const [redBlood, greenBlood, blueBlood] = colourOf({ blood: 1 })
    expect(redBlood).toBeGreaterThan(blueBlood!)
    expect(blueBlood).toBeGreaterThan(greenBlood!)
    const [redGrey, , blueGrey] = colourOf({ deepMelanin: 1 })
    expect(blueGrey).toBeGreaterThan(redGrey!)
    expect(Math.min(...colourOf({ blood: 3, melanin: 2, keratin: 1 }))).toBeGreaterThan(190)
  })

  it('multiplies by light and gain, adds the grain, and stays within 8 bits', () => {
    const plain = colourOf({ melanin: 0.5 })
    expect(colourOf({ melanin: 0.5 }, { light: 0.5 })[0]).toBeCloseTo(plain[0]! / 2, -1)
    expect(colourOf({ melanin: 0.5 }, { gain: [0.5, 1, 1] })[1]).toBe(plain[1])
    expect(colourOf({ melanin: 0.5 }, { grain: 9 })).toEqual(plain.map((value) => value + 9))
    expect(colourOf({}, { light: 2 })).toEqual([255, 255, 255])
  })
})
