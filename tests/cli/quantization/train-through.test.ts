import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadBundle } from '../../../src/classifier/node/load-bundle.ts'
import {
  type QuantizedTraining,
  quantizedTrainingConfig,
  trainThroughQuantization,
} from '../../../src/cli/quantization/train-through.ts'
import type { TrainingStart } from '../../../src/cli/quantization/training-start.ts'
import { lastFeatures } from '../../../src/compress/quantize/head.ts'
import { planQuantization } from '../../../src/compress/quantize/plan.ts'
import { readOnnx } from '../../../src/graph/onnx/read.ts'
import { parametersOf } from '../../../src/nets/graph-architecture.ts'
import { trainConfigSchema } from '../../../src/train/config.ts'
import type { TrainData } from '../../../src/train/phase.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { TINY_SIZE, writeTinyBundle } from '../../tiny-bundle.ts'
import { bitsOf } from '../../train/optimizer/problem.ts'
import { tinyData } from '../../train/tiny-run.ts'

const folder = temporaryFolder()
let start: TrainingStart
let data: TrainData
let manifest: Awaited<ReturnType<typeof writeTinyBundle>>

const config = quantizedTrainingConfig(
  trainConfigSchema.parse({ batchSize: 7, phases: [{ size: TINY_SIZE, epochs: 1 }], dropout: 0 }),
  { epochs: 6, learningRate: 0.003 },
)

const run = (name: string, more: Partial<QuantizedTraining> = {}) =>
  trainThroughQuantization(start, manifest, {
    ...{ config: { ...config, warmupSteps: 2 }, data, resume: true, threads: 1 },
    folder: `${folder}/${name}`,
    ...more,
  })

/** A signal that is aborted from the nth time on that somebody looks. */
function abortingAfter(looks: number): AbortSignal {
  let seen = 0
  return Object.defineProperty(new AbortController().signal, 'aborted', {
    get: () => ++seen > looks,
  })
}

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  manifest = await writeTinyBundle(`${folder}/tiny`)
  data = await tinyData(folder)
  const { graph } = readOnnx((await loadBundle(`${folder}/tiny`)).model)
  const { activations } = planQuantization(graph, lastFeatures(graph))
  const ranges = new Map(
    activations.map((name) => {
      const clipped = graph.nodes.some(({ op, outputs }) => op === 'Clip' && outputs[0] === name)
      return [name, clipped ? { min: 0, max: 6 } : { min: -6, max: 6 }]
    }),
  )
  start = { graph, ranges, images: 1, method: 'min-max', candidates: [] }
})

afterAll(() => vi.restoreAllMocks())

describe('trainThroughQuantization', () => {
  it('brings the loss down, and stopped and resumed gives the same weights, bit for bit', async () => {
    const straight = await run('straight')
    const losses = straight.outcome.history.map(({ trainLoss }) => trainLoss)
    expect(losses.at(-1)).toBeLessThan(0.9 * losses[0]!)
    expect(bitsOf(parametersOf(straight.graph))).not.toEqual(bitsOf(parametersOf(start.graph)))

    await expect(run('stopped', { signal: abortingAfter(9) })).rejects.toMatchObject({
      code: 'interrupted',
    })
    const resumed = await run('stopped')
    expect(bitsOf(parametersOf(resumed.graph))).toEqual(bitsOf(parametersOf(straight.graph)))
  })
})
