import { expect, it } from 'vitest'
import { formatPruning } from '../../../src/cli/pruning/print.ts'
import { evaluationOf, predictionTable } from '../../report/fixtures.ts'
import { pruningFile } from './fixtures.ts'

it('prints the cost and the accuracy of every step, the widths, and the validation metrics', () => {
  const text = formatPruning(pruningFile, evaluationOf(predictionTable()))
  expect(text).toMatch(/^channels removed from mobilenet-v2 by taylor$/m)
  expect(text).toMatch(/^– +300\.0 +100\.0 % +2\.20$/m)
  expect(text).toMatch(/^1 +240\.0 +80\.0 % +1\.90 +0\.7100 +0\.7700 +0\.9300 +0\.9400$/m)
  expect(text).toMatch(/^2 +195\.0 +65\.0 % +1\.60 +0\.6900 +– +0\.9200 +–$/m)
  expect(text).toMatch(/^blocks\.1\.expand +96 +48 +50\.0 %$/m)
  expect(text).toMatch(/^60 validation images/m)
})
