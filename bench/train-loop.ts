import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readParams } from '../src/cli/params/read.ts'
import { writeSyntheticDataset } from '../src/dataset/synthetic/dataset.ts'
import { median } from '../src/metrics/quantile.ts'
import { mobileNetV2Architecture } from '../src/nets/architecture.ts'
import { initializeParameters } from '../src/nets/initialize.ts'
import { createRandom } from '../src/random.ts'
import { createTrainingEngine } from '../src/train/engine/engine.ts'
import { evaluationGraph } from '../src/train/engine/training-graph.ts'
import { train } from '../src/train/trainer.ts'

// What loading, augmentation, the optimizer and the averages add to the compiled step: a whole step of the training loop
// with the recipe of params.yaml against the same step fed with fixed numbers, in turns, MobileNetV2 1.0 at 160 pixels,
// batch 32, 2 threads. The first epoch of each turn warms the loader up and is not counted.

const SIZE = 160
const BATCH = 32
const THREADS = 2
const BARE_STEPS = 12
const EPOCHS = 3
const ROUNDS = 5

type Round = { readonly bare: number; readonly engine: number; readonly whole: number }

const architecture = mobileNetV2Architecture()
const folder = await mkdtemp(join(tmpdir(), 'dermalite-bench-'))
const { samples, classes } = await writeSyntheticDataset(join(folder, 'lesions'), {
  imagesPerClass: 64,
  width: 400,
  height: 300,
})
const config = {
  ...(await readParams()).train,
  batchSize: BATCH,
  phases: [{ size: SIZE, epochs: EPOCHS }],
}

async function bareStep(): Promise<number> {
  const engine = await createTrainingEngine({
    ...{ architecture, batch: BATCH, size: SIZE, classes: 7, threads: THREADS },
    loss: { labelSmoothing: 0, logitAdjustment: Array(7).fill(0) },
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
  return median(times.slice(2))
}

async function loopStep(round: number): Promise<Omit<Round, 'bare'>> {
  const { parameters } = evaluationGraph({ architecture, batch: 1, size: 32, classes: 7 })
  const [whole, engine]: [number[], number[]] = [[], []]
  await train({
    ...{ config, architecture, parameters, threads: THREADS, resume: false },
    data: {
      classes,
      train: samples,
      val: samples.slice(0, BATCH),
      cacheFolder: join(folder, 'cache'),
    },
    initial: initializeParameters(parameters, 1),
    folder: join(folder, `run-${round}`),
    events: {
      onStep({ epoch, step, milliseconds, engineMilliseconds }) {
        if (epoch === 0 || step <= 2) return
        whole.push(milliseconds)
        engine.push(engineMilliseconds)
      },
    },
  })
  return { whole: median(whole), engine: median(engine) }
}

try {
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const before = await bareStep()
    const loop = await loopStep(round)
    rounds.push({ ...loop, bare: (before + (await bareStep())) / 2 })
  }
  const row = (part: keyof Round) => {
    const milliseconds = median(rounds.map((round) => round[part]))
    return {
      'ms a step': milliseconds.toFixed(0),
      'ms an image': (milliseconds / BATCH).toFixed(1),
      'against the step alone': median(rounds.map((round) => round[part] / round.bare)).toFixed(3),
      'of each turn': rounds.map((round) => (round[part] / round.bare).toFixed(2)).join(' '),
    }
  }
  console.table({
    'compiled step alone': row('bare'),
    'compiled step in the loop': row('engine'),
    'whole step of the loop': row('whole'),
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}
