import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createArchitecture } from '../../../src/nets/architecture.ts'
import { loadWeights } from '../../../src/nets/node/fetch-weights.ts'
import { gluonMobileNetV2 } from '../../../src/nets/pretrained/gluon.ts'
import { evaluationGraph } from '../../../src/train/engine/training-graph.ts'

const SHARED = fileURLToPath(new URL('../../../../shared/pretrained', import.meta.url))
const folder = process.env.DERMALITE_PRETRAINED ?? SHARED
const file = join(folder, 'mobilenetv2_1.0_gluon_bn_backbone.safetensors')
const absent = !existsSync(file)

const shapesOf = (batchNorm: 'folded' | 'trained') =>
  evaluationGraph({
    architecture: createArchitecture({ architecture: 'mobilenet-v2-gluon', width: 1, batchNorm }),
    ...{ batch: 1, size: 32, classes: 7 },
  }).parameters

describe('gluonMobileNetV2', () => {
  it.skipIf(absent)(
    absent
      ? `reads the published weights (SKIPPED: there is no ${file})`
      : 'reads the published weights: every tensor of the file once, variances positive',
    async () => {
      const { tensors } = await loadWeights(file, { cacheDir: folder })
      const parameters = gluonMobileNetV2(tensors, shapesOf('trained'))
      expect(parameters.size).toBe(tensors.size)
      const numbers = (maps: Iterable<{ readonly length: number }>) =>
        [...maps].reduce((sum, { length }) => sum + length, 0)
      expect(numbers(parameters.values())).toBe(
        numbers([...tensors.values()].map(({ data }) => data)),
      )
      for (const [name, data] of parameters) {
        if (name.endsWith('.variance')) expect(data.every((value) => value >= 0)).toBe(true)
      }
    },
  )

  it('has no weights for a network whose BatchNorm is folded', () => {
    expect(() => gluonMobileNetV2(new Map(), shapesOf('folded'))).toThrow(
      expect.objectContaining({ code: 'weights-invalid' }),
    )
  })
})
