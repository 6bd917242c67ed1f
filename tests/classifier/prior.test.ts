import { describe, expect, it } from 'vitest'
import { resolvePrior } from '../../src/classifier/prior.ts'

const model = { classes: ['mel', 'nv', 'df'], datasetPrior: [0.2, 0.7, 0.1] }

describe('resolvePrior', () => {
  it('takes every class as frequent as any other', () => {
    expect(resolvePrior('balanced', model)).toEqual({
      name: 'balanced',
      frequencies: [1 / 3, 1 / 3, 1 / 3],
    })
  })

  it('takes the frequencies of the data set', () => {
    expect(resolvePrior('dataset', model)).toEqual({
      name: 'dataset',
      frequencies: [0.2, 0.7, 0.1],
    })
  })

  it('puts relative frequencies in the order of the classes and scales them', () => {
    expect(resolvePrior({ df: 1, nv: 3, mel: 0 }, model)).toEqual({
      name: 'custom',
      frequencies: [0, 0.75, 0.25],
    })
  })

  it.each([
    ['a class is missing', { mel: 1, nv: 1 }, 'it lacks df'],
    ['a class is unknown', { mel: 1, nv: 1, df: 1, wart: 1 }, 'it names wart'],
    ['a frequency is below 0', { mel: -1, nv: 1, df: 1 }, 'mel has -1'],
    [
      'a frequency is infinite',
      { mel: Number.POSITIVE_INFINITY, nv: 1, df: 1 },
      'mel has Infinity',
    ],
    ['nothing ever occurs', { mel: 0, nv: 0, df: 0 }, 'every frequency is 0'],
  ])('refuses where %s', (_, choice, problem) => {
    expect(() => resolvePrior(choice, model)).toThrow(
      expect.objectContaining({
        code: 'bad-argument',
        message: expect.stringContaining(problem),
        hint: expect.stringContaining('mel, nv, df'),
      }),
    )
  })
})
