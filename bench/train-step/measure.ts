import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lower } from '../../src/graph/lower/lower.ts'
import { writeOnnx } from '../../src/graph/onnx/write.ts'
import { type ArchitectureName, createArchitecture } from '../../src/nets/architecture.ts'
import { initializeParameters } from '../../src/nets/initialize.ts'
import type { BatchNormForm } from '../../src/nets/layer.ts'
import { InferenceSession, Tensor } from '../../src/onnxruntime.ts'
import { createRandom } from '../../src/random.ts'
import { detectBlockSize } from '../../src/train/engine/block-size.ts'
import { trainingGraph } from '../../src/train/engine/training-graph.ts'
import { type OperatorTime, operatorTimes } from './profile.ts'

export type StepOptions = {
  readonly architecture: ArchitectureName
  readonly layout: 'blocked' | 'plain'
  readonly batchNorm: BatchNormForm
  readonly size: number
  readonly batch: number
  readonly threads: number
  readonly steps: number
  readonly profile: boolean
}

export type StepMeasurement = {
  /** Channels a block; 0 for plain. */
  readonly block: number
  /** Of each step after the first two. */
  readonly milliseconds: readonly number[]
  /** Bytes. */
  readonly peakMemory: number
  /** Empty without a profile. */
  readonly operators: readonly OperatorTime[]
}

const CLASSES = 7
const WARM_UP = 2

async function measure(options: StepOptions): Promise<StepMeasurement> {
  const { architecture, layout, batchNorm, size, batch, threads, steps, profile } = options
  const block = layout === 'blocked' ? await detectBlockSize() : 0
  const { graph, parameters, embeddingChannels } = trainingGraph({
    architecture: createArchitecture({ architecture, width: 1, batchNorm }),
    ...{ batch, size, classes: CLASSES },
    loss: {
      labelSmoothing: 0.05,
      logitAdjustment: Array(CLASSES).fill(0),
    },
  })
  const folder = await mkdtemp(join(tmpdir(), 'dermalite-profile-'))
  const session = await InferenceSession.create(writeOnnx(lower(graph, { block })), {
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    enableProfiling: profile,
    profileFilePrefix: join(folder, 'step'),
  })
  const random = createRandom(1)
  const tensor = (data: Float32Array, shape: readonly number[]) =>
    new Tensor('float32', data, shape)
  const weights = initializeParameters(parameters, 1)
  const pixels = Float32Array.from({ length: batch * 3 * size * size }, () => random.uniform(-2, 2))
  const target = Float32Array.from({ length: batch * CLASSES }, (_, i) =>
    Number(i % (CLASSES + 1) === 0),
  )
  const feeds = {
    image: tensor(pixels, [batch, 3, size, size]),
    target: tensor(target, [batch, CLASSES]),
    dropout: tensor(new Float32Array(batch * embeddingChannels).fill(1), [
      batch,
      embeddingChannels,
    ]),
    ...Object.fromEntries(
      parameters.map(({ name, shape }) => [name, tensor(weights.get(name)!, shape)]),
    ),
  }
  const milliseconds: number[] = []
  try {
    for (let step = 0; step < WARM_UP + steps; step++) {
      const start = performance.now()
      await session.run(feeds)
      milliseconds.push(performance.now() - start)
    }
    if (profile) session.endProfiling()
    return {
      block,
      milliseconds: milliseconds.slice(WARM_UP),
      peakMemory: process.resourceUsage().maxRSS * 1024,
      operators: profile ? operatorTimes(await readTrace(folder)) : [],
    }
  } finally {
    await session.release()
    await rm(folder, { recursive: true })
  }
}

async function readTrace(folder: string): Promise<string> {
  const [file] = await readdir(folder)
  return readFile(join(folder, file!), 'utf8')
}

process.once('message', async (options: StepOptions) => {
  process.send!(await measure(options), () => process.disconnect())
})
