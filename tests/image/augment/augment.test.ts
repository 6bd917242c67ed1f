import { describe, expect, it } from 'vitest'
import { createAugment } from '../../../src/image/augment/augment.ts'
import { type AugmentOptions, augmentOptionsSchema } from '../../../src/image/augment/options.ts'
import { normalise } from '../../../src/image/normalise.ts'
import { IMAGENET_MEAN, IMAGENET_STD } from '../../../src/image/types.ts'
import { createRandom } from '../../../src/random.ts'
import { noise, pattern } from '../pictures.ts'
import { OFF } from './off.ts'

const SIZE = 32
const spec = { size: SIZE, mean: IMAGENET_MEAN, std: IMAGENET_STD }
const image = pattern(SIZE, SIZE)
const untouched = normalise(Float32Array.from(image.data), spec, new Float32Array(3 * SIZE * SIZE))
const view = (options: AugmentOptions, ...keys: number[]) =>
  createAugment(spec, options)(image, createRandom(...keys))

const ALONE: [keyof AugmentOptions, Partial<AugmentOptions>][] = [
  ['rotate', { rotate: true }],
  ['flip', { flip: true }],
  ['scale', { scale: [0.8, 1.3] }],
  ['aspect', { aspect: 0.1 }],
  ['shift', { shift: 0.1 }],
  ['brightness', { brightness: 0.2 }],
  ['contrast', { contrast: 0.2 }],
  ['saturation', { saturation: 0.2 }],
  ['hue', { hue: 0.1 }],
  ['gain', { gain: 0.06 }],
  ['blur', { blur: 1 }],
  ['sharpen', { sharpen: 1 }],
  ['hair', { hair: 1 }],
  ['ruler', { ruler: 1 }],
  ['erase', { erase: 1 }],
  ['jpeg', { jpeg: 1 }],
  ['colourConstancy', { colourConstancy: 1 }],
]

describe('augment', () => {
  it('with everything off is the picture as the network takes it', () => {
    for (const seed of [1, 2, 3]) expect(view(OFF, seed)).toEqual(untouched)
  })

  it('has an option for every row of the table below', () => {
    expect(ALONE.map(([name]) => name)).toEqual(Object.keys(augmentOptionsSchema.shape))
  })

  it.each(ALONE)('by %s alone changes the picture', (_, option) => {
    const changed = [1, 2, 3, 4].filter((seed) => {
      const seen = view({ ...OFF, ...option }, seed)
      return seen.some((value, i) => value !== untouched[i])
    })
    expect(changed.length).toBeGreaterThan(0)
  })

  it('gives the same view for the same keys, and another for others', () => {
    const options = augmentOptionsSchema.parse({
      hue: 0.05,
      ruler: 0.5,
      jpeg: 0.5,
      colourConstancy: 0.5,
    })
    for (let sample = 0; sample < 20; sample++) {
      expect(view(options, 7, sample)).toEqual(view(options, 7, sample))
      expect(view(options, 7, sample)).not.toEqual(view(options, 7, sample + 1))
    }
  })

  it('does as often as its probability says', () => {
    const erased = Array.from({ length: 400 }, (_, seed) =>
      view({ ...OFF, erase: 0.25 }, seed),
    ).filter((seen) => seen.some((value, i) => value !== untouched[i])).length
    expect(erased).toBeGreaterThan(60)
    expect(erased).toBeLessThan(140)
  })

  it('stays a picture at every strength', () => {
    const strongest = augmentOptionsSchema.parse({
      ...Object.fromEntries(ALONE.map(([name]) => [name, 1])),
      rotate: true,
      flip: true,
      scale: [0.5, 2],
      aspect: 0.5,
      shift: 0.5,
      hue: 0.5,
    })
    const augment = createAugment(spec, strongest)
    for (let seed = 0; seed < 30; seed++) {
      const seen = augment(noise(50, 41, seed), createRandom(seed))
      const shares = seen.map((value, i) => {
        const channel = Math.floor(i / SIZE ** 2)
        return value * spec.std[channel]! + spec.mean[channel]!
      })
      expect(Math.min(...shares)).toBeGreaterThan(-1e-6)
      expect(Math.max(...shares)).toBeLessThan(1 + 1e-6)
    }
  })

  it('writes into the array it is given', () => {
    const out = new Float32Array(3 * SIZE * SIZE)
    expect(createAugment(spec, OFF)(image, createRandom(1), out)).toBe(out)
    expect(out).toEqual(untouched)
  })
})
