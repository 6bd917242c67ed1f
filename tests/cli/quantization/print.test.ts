import { expect, it } from 'vitest'
import { formatQuantization } from '../../../src/cli/quantization/print.ts'
import { quantizationFile } from './fixtures.ts'

it('prints the methods, the sizes, the differences and the noisiest tensors', () => {
  const text = formatQuantization(quantizationFile)
  expect(text).toMatch(/calibrated on 256 training images/)
  expect(text).toMatch(/^min-max +0\.761 +0\.9551 +96\.1 %$/m)
  expect(text).toMatch(/^mse +0\.772 +0\.9561 +97\.3 % +<- taken$/m)
  expect(text).toMatch(/^model\.int8\.onnx +2\.49 +28\.0 %$/m)
  expect(text).toMatch(/^balanced accuracy +0\.7800 +0\.7720 +-0\.0080 +\[-0\.016, 0\.001\]$/m)
  expect(text).toMatch(/same label: 97\.3 %; mean difference of a probability: 0\.0123/)
  expect(text).toMatch(/^blocks\.0\.project +activation +20\.3\nstem +activation +43\.6$/m)
  expect(text).not.toMatch(/weight/)
})
