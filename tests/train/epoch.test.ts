import { describe, expect, it } from 'vitest'
import { trainConfigSchema } from '../../src/train/config.ts'
import { createEma } from '../../src/train/ema.ts'
import { stepsPerEpoch, trainEpoch } from '../../src/train/epoch.ts'
import type { StepReport, TrainEvents } from '../../src/train/events.ts'
import { createOptimizer } from '../../src/train/optimizer/create.ts'
import { cloneParameters } from '../../src/train/parameters.ts'
import type { Phase } from '../../src/train/phase.ts'
import { freshState } from '../../src/train/state.ts'

const config = trainConfigSchema.parse({ batchSize: 2, warmupSteps: 0, learningRate: 0.1 })
const labels = [0, 1, 1, 0, 1, 0, 0]
const data = {
  classes: ['a', 'b'],
  train: labels.map((label, index) => ({ id: `${index}`, path: `${index}.jpg`, label })),
  val: [],
  cacheFolder: 'nowhere',
}

/** A network of one weight that always answers class 0, with the losses given step after step. */
function fakePhase(losses: readonly number[]) {
  const loaded: (readonly number[])[] = []
  let call = 0
  const phase = {
    size: 32,
    training: {
      parameters: [{ name: 'w', shape: [1] }],
      embeddingChannels: 3,
      step: async () => ({
        loss: losses[call++]!,
        logits: Float32Array.of(1, 0, 1, 0),
        statistics: new Map(),
        gradients: new Map([['w', Float32Array.of(1)]]),
      }),
      dispose: async () => {},
    },
    trainLoader: {
      load: async ({ indices }: { readonly indices: readonly number[] }) => {
        loaded.push(indices)
        return new Float32Array()
      },
      close: async () => {},
    },
  } as unknown as Phase
  return { phase, loaded }
}

function run(losses: readonly number[], events: TrainEvents = {}, signal?: AbortSignal) {
  const parameters = new Map([['w', Float32Array.of(1)]])
  const groups = { decays: new Set<string>(), learningRateFactors: new Map<string, number>() }
  const { phase, loaded } = fakePhase(losses)
  const state = trainEpoch({
    config,
    data,
    phase,
    parameters,
    optimizer: createOptimizer(config.optimizer, parameters, groups),
    ema: createEma(cloneParameters(parameters), 0.9),
    state: freshState(),
    events,
    signal,
  })
  return { parameters, loaded, state }
}

describe('stepsPerEpoch', () => {
  it('counts full batches, and at least one', () => {
    expect(stepsPerEpoch(7, 2)).toBe(3)
    expect(stepsPerEpoch(1, 4)).toBe(1)
  })
})

describe('trainEpoch', () => {
  it('visits full batches of different samples and sums up loss, images and right answers', async () => {
    const { state, loaded } = run([3, 2, 1])
    const { step, running } = await state
    expect(step).toBe(3)
    expect(running).toMatchObject({ images: 6, loss: 12 })
    const seen = loaded.flat()
    expect(new Set(seen).size).toBe(6)
    expect(running.correct).toBe(seen.filter((index) => labels[index] === 0).length)
  })

  it('names the step whose loss is not finite, before the weights are touched by it', async () => {
    const after: number[] = []
    const { parameters, state } = run([3, Number.NaN, 1], {
      onStep: () => after.push(parameters.get('w')![0]!),
    })
    await expect(state).rejects.toMatchObject({
      code: 'loss-not-finite',
      message: expect.stringMatching(/epoch 1 at step 2$/),
      hint: expect.stringContaining('a new run with a lower learning rate'),
    })
    expect(after).toHaveLength(1)
    expect(parameters.get('w')![0]).toBe(after[0])
  })

  it('stops after the step in which the signal is aborted', async () => {
    const controller = new AbortController()
    const reports: StepReport[] = []
    const { state } = run(
      [3, 2, 1],
      {
        onStep: (report) => {
          reports.push(report)
          controller.abort()
        },
      },
      controller.signal,
    )
    expect((await state).step).toBe(1)
    expect(reports).toMatchObject([{ step: 1, steps: 3, images: 2, loss: 3 }])
  })
})
