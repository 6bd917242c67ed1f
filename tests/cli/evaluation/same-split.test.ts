import { expect, it } from 'vitest'
import { requireSameSplit } from '../../../src/cli/evaluation/same-split.ts'
import { manifest } from '../../classifier/manifest-data.ts'

const { seed, ...sizes } = manifest.provenance.split
const { dataset } = manifest.provenance
it('lets a model be measured on the split it was trained by, and on other data', () => {
  expect(() => requireSameSplit(manifest, dataset, { sizes, seed })).not.toThrow()
  const other = { sizes: { train: 1, val: 2, test: 3 }, seed: seed + 1 }
  expect(() => requireSameSplit(manifest, `not ${dataset}`, other)).not.toThrow()
})

it.each([
  ['seed', sizes, seed + 1],
  ['number of training pictures', { ...sizes, train: sizes.train + 1 }, seed],
  ['number of test pictures', { ...sizes, test: sizes.test - 1 }, seed],
])('refuses a split of another %s', (_, other, by) => {
  expect(() => requireSameSplit(manifest, dataset, { sizes: other, seed: by })).toThrow(
    expect.objectContaining({
      code: 'split-invalid',
      message: expect.stringContaining(`by seed ${by}`),
    }),
  )
})
