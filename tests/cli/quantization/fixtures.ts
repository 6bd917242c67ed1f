import { softmax } from '../../../src/metrics/softmax.ts'
import { createRandom } from '../../../src/random.ts'
import type { PredictionTable } from '../../../src/report/predictions-file.ts'
import type { QuantizationFile } from '../../../src/report/quantization-file.ts'
import { predictionTable } from '../../report/fixtures.ts'

/** The fair model of `predictionTable` with noise on its logits. */
export function noisyTable(deviation: number): PredictionTable {
  const table = predictionTable()
  const random = createRandom(2)
  const logits = table.logits.map((logit) => logit + deviation * random.normal())
  const probabilities = Float32Array.from(softmax(logits, table.classes.length))
  return { ...table, logits, probabilities }
}

const sha256 = '0'.repeat(64)

export const quantizationFile: QuantizationFile = {
  schemaVersion: 1,
  model: 'mobilenet-v2',
  synthetic: false,
  dataset: 'ham10000',
  calibrationImages: 256,
  equalized: false,
  biasCorrected: true,
  method: 'mse',
  candidates: [
    { method: 'min-max', balancedAccuracy: 0.761, macroAuc: 0.9551, sameLabel: 0.961 },
    { method: 'mse', balancedAccuracy: 0.772, macroAuc: 0.9561, sameLabel: 0.973 },
  ],
  training: null,
  files: {
    float32: { path: 'model.onnx', bytes: 8_900_000, sha256 },
    int8: { path: 'model.int8.onnx', bytes: 2_492_000, sha256 },
  },
  validation: {
    images: 1500,
    sameLabel: 0.973,
    probabilityDifference: 0.0123,
    metrics: {
      balancedAccuracy: {
        ...{ float32: 0.78, int8: 0.772, difference: -0.008, interval: [-0.016, 0.001] },
      },
    },
  },
  noise: [
    { layer: 'blocks.0.project', tensor: 'activation', decibels: 20.25 },
    { layer: 'stem', tensor: 'activation', decibels: 43.6 },
    { layer: 'stem', tensor: 'weight', decibels: null },
  ],
}
