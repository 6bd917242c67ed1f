import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lastFeatures } from '../../../src/compress/quantize/head.ts'
import { openWithOnnxRuntime } from '../../../src/compress/quantize/node/open-graph.ts'
import { calibrate, quantize } from '../../../src/compress/quantize/post-training.ts'
import { inferenceGraph } from '../../../src/export/inference-graph.ts'
import { decodeModel } from '../../../src/graph/onnx/message.ts'
import { writeOnnx } from '../../../src/graph/onnx/write.ts'
import { float32Tensor } from '../../../src/graph/tensor.ts'
import { InferenceSession } from '../../../src/onnxruntime.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'
import { randomNet } from '../../nets/random-net.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = temporaryFolder()

it('fuses completely: in ONNX Runtime no convolution stays float32 but that of the head', async () => {
  const [size, classes] = [64, 7]
  const { architecture, parameters } = randomNet({ size, classes, seed: 1 })
  const float = inferenceGraph({ architecture, size, classes, parameters })
  const shape = [4, 3, size, size]
  const calibration = {
    open: openWithOnnxRuntime({ threads: 1 }),
    async *batches() {
      yield float32Tensor(operand(createRandom(2), shape).data, shape)
    },
  }
  const calibrated = await calibrate(float, { calibration, head: lastFeatures(float) })
  const optimized = join(folder, 'optimized.onnx')
  const session = await InferenceSession.create(writeOnnx(quantize(calibrated, 'min-max')), {
    graphOptimizationLevel: 'all',
    optimizedModelFilePath: optimized,
    logSeverityLevel: 3,
  })
  await session.release()
  const { graph } = decodeModel(await readFile(optimized))
  const count = (op: string) => graph.node.filter(({ opType }) => opType === op).length
  const convolutions = float.nodes.filter(({ op }) => op === 'Conv').length
  expect(count('Conv')).toBe(1)
  expect(count('QLinearConv')).toBe(convolutions - 1)
  expect(count('QLinearAdd')).toBe(float.nodes.filter(({ op }) => op === 'Add').length - 1)
  expect(count('Clip')).toBe(0)
  expect(count('QuantizeLinear')).toBe(1)
})
