import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSyntheticDataset } from '../src/dataset/synthetic/dataset.ts'
import { mobileNetV2Architecture } from '../src/nets/architecture.ts'
import { initializeParameters } from '../src/nets/initialize.ts'
import { createRandom } from '../src/random.ts'
import { trainConfigSchema } from '../src/train/config.ts'
import { createTrainingEngine } from '../src/train/engine/engine.ts'
import { evaluationGraph } from '../src/train/engine/training-graph.ts'
import { train } from '../src/train/trainer.ts'

// What loading, augmentation, the optimizer and the averages add to the compiled step: a whole step of the training loop
// against the same step fed with fixed numbers, MobileNetV2 1.0 at 160 pixels, batch 32, 2 threads.

const SIZE = 160
const BATCH = 32
const THREADS = 2
const BARE_STEPS = 12
const EPOCHS = 2

const architecture = mobileNetV2Architecture()
const folder = await mkdtemp(join(tmpdir(), 'dermalite-bench-'))

async function bareSteps(): Promise<number[]> {
  const engine = await createTrainingEngine({
    ...{ architecture, batch: BATCH, size: SIZE, classes: 7, threads: THREADS },
    loss: { labelSmoothing: 0, classWeights: Array(7).fill(1), logitAdjustment: Array(7).fill(0) },
  })
  const parameters = initializeParameters(engine.parameters, 1)
  const random = createRandom(1)
  const inputs = {
    image: new Float32Array(BATCH * 3 * SIZE * SIZE).map(() => random.uniform(-2, 2)),
    target: Float32Array.from({ length: BATCH * 7 }, (_, i) => Number(i % 8 === 0)),
    dropout: new Float32Array(BATCH * engine.embeddingChannels).fill(1),
  }
  const times: number[] = []
  for (let step = 0; step < BARE_STEPS; step++) {
    const start = performance.now()
    await engine.step(parameters, inputs)
    times.push(performance.now() - start)
  }
  await engine.dispose()
  return times.slice(2)
}

async function loopSteps(): Promise<{ whole: number[]; engine: number[] }> {
  const dataset = await writeSyntheticDataset(join(folder, 'lesions'), {
    imagesPerClass: 48,
    width: 400,
    height: 300,
  })
  const config = trainConfigSchema.parse({
    batchSize: BATCH,
    phases: [{ size: SIZE, epochs: EPOCHS }],
  })
  const { parameters } = evaluationGraph({ architecture, batch: 1, size: 32, classes: 7 })
  const [whole, engine]: [number[], number[]] = [[], []]
  await train({
    ...{ config, architecture, parameters, threads: THREADS, resume: false },
    data: {
      classes: dataset.classes,
      train: dataset.samples,
      val: dataset.samples.slice(0, BATCH),
      cacheFolder: join(folder, 'cache'),
    },
    initial: initializeParameters(parameters, 1),
    folder: join(folder, 'run'),
    events: {
      onStep({ step, milliseconds, engineMilliseconds }) {
        if (step <= 2) return
        whole.push(milliseconds)
        engine.push(engineMilliseconds)
      },
    },
  })
  return { whole, engine }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

try {
  const before = await bareSteps()
  const { whole, engine } = await loopSteps()
  const bare = median([...before, ...(await bareSteps())])
  const row = (milliseconds: number) => ({
    'ms a step': milliseconds.toFixed(0),
    'ms an image': (milliseconds / BATCH).toFixed(1),
    'against the bare step': (milliseconds / bare).toFixed(2),
  })
  console.table({
    'compiled step alone': row(bare),
    'compiled step in the loop': row(median(engine)),
    'whole step of the loop': row(median(whole)),
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}
