import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createArchitecture } from '../../src/nets/architecture.ts'
import { checkpointPaths } from '../../src/train/checkpointer.ts'
import { createEvaluationEngine } from '../../src/train/engine/engine.ts'
import type { TrainData } from '../../src/train/phase.ts'
import type { TrainOutcome } from '../../src/train/trainer.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { tinyConfig, tinyData, trainTiny } from './tiny-run.ts'

const root = temporaryFolder()
let data: TrainData
let reference: TrainOutcome

beforeAll(async () => {
  data = await tinyData(root)
  reference = await trainTiny({ data, folder: join(root, 'reference') })
})

const withoutTimes = ({ history }: TrainOutcome) =>
  history.map(({ seconds: _, imagesPerSecond: __, ...row }) => row)

const folderOf = (name: string) => join(root, name)

describe('train', () => {
  it('reports an epoch a row, the input size of its phase among it', () => {
    expect(reference.history.map(({ epoch, size }) => [epoch, size])).toEqual([
      [1, 32],
      [2, 32],
      [3, 64],
    ])
    for (const row of reference.history) {
      expect(row.trainLoss).toBeGreaterThan(0)
      expect(row.valBalancedAccuracy).toBeGreaterThanOrEqual(0)
      expect(row.imagesPerSecond).toBeGreaterThan(0)
    }
  })

  it('exports only weights of the last phase, whose input size the model has', () => {
    expect(reference.best.epoch).toBe(3)
  })

  it('gives the same weights, bit for bit, for the same seed', async () => {
    const again = await trainTiny({ data, folder: folderOf('again') })
    expect(again.parameters).toEqual(reference.parameters)
  })

  it('gives other weights for another seed', async () => {
    const config = tinyConfig({ seed: 2 })
    const other = await trainTiny({ data, config, folder: folderOf('other') })
    expect(other.parameters).not.toEqual(reference.parameters)
  })

  it.each([
    ['in the middle of the first epoch', 2],
    ['in the middle of the second epoch', 5],
    ['in the other phase', 8],
  ])('goes on exactly where an interruption %s left it', async (where, stopAfter) => {
    const folder = folderOf(where)
    const controller = new AbortController()
    let steps = 0
    const onStep = () => {
      if (++steps === stopAfter) controller.abort()
    }
    const interrupted = trainTiny({ data, folder, events: { onStep }, signal: controller.signal })
    await expect(interrupted).rejects.toMatchObject({ code: 'interrupted' })
    expect(steps).toBe(stopAfter)
    const resumed = await trainTiny({ data, folder, resume: true })
    expect(resumed.parameters).toEqual(reference.parameters)
    expect(resumed.history.map(({ trainLoss }) => trainLoss)).toEqual(
      reference.history.map(({ trainLoss }) => trainLoss),
    )
  })

  it.each([1, 2, 3])('keeps epoch %i where its validation is interrupted', async (epoch) => {
    const folder = folderOf(`validation ${epoch}`)
    const controller = new AbortController()
    let validations = 0
    const interrupted = trainTiny({
      data,
      folder,
      events: {
        onValidation: (done, total) => {
          if (done < total && ++validations === epoch) controller.abort()
        },
      },
      signal: controller.signal,
    })
    await expect(interrupted).rejects.toMatchObject({
      code: 'interrupted',
      message: expect.stringContaining(`epoch ${epoch} after step 3`),
    })
    const steps: number[] = []
    const resumed = await trainTiny({
      data,
      folder,
      resume: true,
      events: { onStep: (report) => steps.push(report.epoch) },
    })
    expect(steps).toHaveLength(3 * (3 - epoch))
    expect(resumed.parameters).toEqual(reference.parameters)
    expect(withoutTimes(resumed)).toEqual(withoutTimes(reference))
  })

  it('comes closer to a teacher the more it listens', async () => {
    const { architecture, classes } = { architecture: createArchitecture(tinyConfig()), classes: 7 }
    const teacher = {
      ...{ architecture, parameters: reference.parameters },
      trainingPrior: new Array<number>(classes).fill(1 / classes),
    }
    const taughtBy = async (weight: number, name: string) => {
      const distillation = { teachers: [{ bundle: 'reference' }], weight }
      const config = tinyConfig({ seed: 3, distillation })
      return trainTiny({ data, config, teachers: [teacher], folder: folderOf(name) })
    }
    const listening = await taughtBy(1, 'listening')
    const deaf = await taughtBy(0.001, 'deaf')
    const distance = async ({ parameters }: TrainOutcome) => {
      const sizes = { batch: 1, size: 64, classes, threads: 1 }
      const engine = await createEvaluationEngine({ architecture, ...sizes })
      const image = new Float32Array(3 * 64 * 64).fill(0.3)
      const [own, wanted] = [
        await engine.logits(parameters, image),
        await engine.logits(reference.parameters, image),
      ]
      await engine.dispose()
      return Math.hypot(...own.map((value, i) => value - wanted[i]!))
    }
    expect(await distance(listening)).toBeLessThan(await distance(deaf))
  })

  it('trains BatchNorm, and goes on exactly where an interruption left its statistics', async () => {
    const config = tinyConfig({ batchNorm: 'trained' })
    const whole = await trainTiny({ data, config, folder: folderOf('norms') })
    const again = await trainTiny({ data, config, folder: folderOf('norms again') })
    expect(again.parameters).toEqual(whole.parameters)
    const changed = (name: string, initial: number) =>
      whole.parameters.get(name)!.some((value) => value !== initial)
    expect(changed('head.scale', 1)).toBe(true)
    expect(changed('head.mean', 0)).toBe(true)
    expect(changed('head.variance', 1)).toBe(true)

    const controller = new AbortController()
    let steps = 0
    const onStep = () => {
      if (++steps === 5) controller.abort()
    }
    const folder = folderOf('norms interrupted')
    const { signal } = controller
    const interrupted = trainTiny({ data, config, folder, events: { onStep }, signal })
    await expect(interrupted).rejects.toMatchObject({ code: 'interrupted' })
    const resumed = await trainTiny({ data, config, folder, resume: true })
    expect(resumed.parameters).toEqual(whole.parameters)
  })

  it('refuses to go on with another configuration', async () => {
    const config = tinyConfig({ learningRate: 0.004 })
    await expect(
      trainTiny({ data, config, folder: folderOf('reference'), resume: true }),
    ).rejects.toMatchObject({
      code: 'checkpoint-mismatch',
      message: expect.stringContaining('learningRate'),
    })
  })

  it('refuses to go on with other data, or the same on other sides', async () => {
    const [first, ...others] = data.train
    const relabelled = [{ ...first!, label: first!.label + 1 }, ...others]
    for (const other of [{ train: relabelled }, { train: data.val, val: data.train }]) {
      const resumed = trainTiny({
        data: { ...data, ...other },
        folder: folderOf('reference'),
        resume: true,
      })
      await expect(resumed).rejects.toMatchObject({
        code: 'checkpoint-mismatch',
        message: expect.stringContaining('another split'),
      })
    }
  })

  it('says why a phase could not be opened after the one before was closed', async () => {
    const own = await tinyData(folderOf('own'))
    let removal: Promise<void> | undefined
    const onEpochEnd = ({ epoch }: { readonly epoch: number }) => {
      if (epoch === 2) removal = rm(own.train[0]!.path)
    }
    const run = trainTiny({ data: own, folder: folderOf('removed'), events: { onEpochEnd } })
    await expect(run).rejects.toMatchObject({ code: 'file-not-found' })
    await removal
  })

  it('stops at a loss that is no number and writes no checkpoint over the good ones', async () => {
    const folder = folderOf('diverging')
    const config = tinyConfig({ learningRate: 1e38, clipNorm: 1e38, warmupSteps: 0 })
    await expect(trainTiny({ data, config, folder })).rejects.toMatchObject({
      code: 'loss-not-finite',
      message: expect.stringMatching(/epoch 1 at step \d+/),
    })
    expect(existsSync(checkpointPaths(folder).last)).toBe(false)
  })

  it('stops when the validation score has not improved for some epochs, and says so', async () => {
    const messages: string[] = []
    const config = tinyConfig({
      phases: [{ size: 32, epochs: 6 }],
      patience: 1,
      learningRate: 1e-9,
      emaDecay: 1,
    })
    const outcome = await trainTiny({
      data,
      config,
      folder: folderOf('stalled'),
      events: { onMessage: (message) => messages.push(message) },
    })
    expect(outcome.history.length).toBeLessThan(6)
    expect(messages.join()).toMatch(/no better validation score for 1 epochs; the best was epoch 1/)
  })
})
