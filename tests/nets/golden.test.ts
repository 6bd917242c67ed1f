import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { inferenceGraph } from '../../src/export/inference-graph.ts'
import { mobileNetV2Architecture } from '../../src/nets/architecture.ts'
import { loadWeights } from '../../src/nets/node/fetch-weights.ts'
import { torchvisionMobileNetV2 } from '../../src/nets/pretrained/torchvision.ts'
import { evaluationGraph } from '../../src/train/engine/training-graph.ts'
import { runGraph } from '../graph/run-graph.ts'

const SHARED = fileURLToPath(new URL('../../../shared/pretrained', import.meta.url))
const folder = process.env.DERMALITE_PRETRAINED ?? SHARED
const golden = join(folder, 'golden')
const absent = !existsSync(golden)
const SIZE = 224
const CLASSES = 1000

/** The three examples one after the other. */
async function readFloats(kind: 'in' | 'out'): Promise<Float32Array> {
  const files = [0, 1, 2].map((example) => readFile(join(golden, `tv_${kind}${example}.f32`)))
  return new Float32Array(Uint8Array.from(Buffer.concat(await Promise.all(files))).buffer)
}

async function torchvisionNet() {
  const architecture = mobileNetV2Architecture()
  const file = join(folder, 'mobilenetv2_1.0_torchvision_folded_imagenet.safetensors')
  const { tensors } = await loadWeights(file, { cacheDir: folder })
  const options = { architecture, size: SIZE, classes: CLASSES }
  const { parameters: shapes } = evaluationGraph({ ...options, batch: 1 })
  const parameters = torchvisionMobileNetV2(tensors, shapes)
  parameters.set('classifier.weight', tensors.get('gemm_104_weight')!.data)
  parameters.set('classifier.bias', tensors.get('gemm_104_bias')!.data)
  return inferenceGraph({ ...options, parameters })
}

const median = (values: Float32Array) => values.toSorted()[Math.floor(values.length / 2)]!
const best = (values: Float32Array) => values.indexOf(Math.max(...values))

// The classifier of these weights went through int8, which the logits show in the second digit.
it.skipIf(absent)(
  absent
    ? `agrees with the published network (SKIPPED: there is no ${golden})`
    : 'the torchvision weights give the logits of the published network',
  async () => {
    const [data, expected] = [await readFloats('in'), await readFloats('out')]
    const image = { shape: [3, 3, SIZE, SIZE], data }
    const { logits } = await runGraph(await torchvisionNet(), { image })
    for (const start of [0, CLASSES, 2 * CLASSES]) {
      const actual = logits!.data.subarray(start, start + CLASSES)
      const wanted = expected.subarray(start, start + CLASSES)
      const difference = actual.map((logit, k) => Math.abs(logit - wanted[k]!))
      expect(median(difference)).toBeLessThan(0.03)
      expect(Math.max(...difference)).toBeLessThan(0.3)
      expect(best(actual)).toBe(best(wanted))
    }
  },
)
