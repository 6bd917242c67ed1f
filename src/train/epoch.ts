import { DermaliteError } from '../errors.ts'
import { clipFactor, globalNorm } from './clip.ts'
import { type TrainConfig, totalEpochs } from './config.ts'
import { dropoutMask } from './dropout.ts'
import type { Ema } from './ema.ts'
import type { TrainEvents } from './events.ts'
import { mixup } from './mixup.ts'
import type { Optimizer } from './optimizer/optimizer.ts'
import { assignParameters, type Parameters } from './parameters.ts'
import type { Phase, TrainData } from './phase.ts'
import { epochOrder } from './sampler.ts'
import { learningRateAt } from './schedule.ts'
import type { TrainState } from './state.ts'

export type EpochOptions = {
  readonly config: TrainConfig
  readonly data: TrainData
  readonly phase: Phase
  readonly parameters: Parameters
  readonly optimizer: Optimizer
  readonly ema: Ema
  readonly state: TrainState
  readonly events: TrainEvents
  readonly signal?: AbortSignal | undefined
}

/** Full batches in an epoch; at least one, and the rest of the images waits for the next epoch's order. */
export function stepsPerEpoch(samples: number, batchSize: number): number {
  return Math.max(1, Math.floor(samples / batchSize))
}

/**
 * Takes the remaining steps of one epoch, from `state.step` on, and returns the state after the last one taken: the end of
 * the epoch, or the step at which the signal was aborted.
 *
 * @throws DermaliteError `loss-not-finite` before the weights are touched by the step
 */
export async function trainEpoch(options: EpochOptions): Promise<TrainState> {
  const { config, data, phase, parameters, optimizer, ema, events, signal } = options
  const { batchSize, seed } = config
  const { epoch } = options.state
  const classCount = data.classes.length
  const labels = data.train.map(({ label }) => label)
  const order = epochOrder({ labels, classCount, seed, epoch, power: config.samplerPower })
  const steps = stepsPerEpoch(labels.length, batchSize)
  const batchAt = (step: number) =>
    Array.from({ length: batchSize }, (_, i) => order[(step * batchSize + i) % order.length]!)

  let { step, running } = options.state
  events.onEpochStart?.(epoch, phase.size, steps, step)
  const load = (index: number, spent?: Float32Array<ArrayBuffer>) =>
    index < steps ? phase.trainLoader.load({ epoch, indices: batchAt(index), spent }) : undefined
  let next = load(step)
  let afterNext = load(step + 1)
  for (; step < steps && !signal?.aborted; step++) {
    const started = performance.now()
    const indices = batchAt(step)
    const image = (await next)!
    const batchLabels = indices.map((index) => labels[index]!)
    const target = oneHot(batchLabels, classCount)
    mixup({ image, target, batchSize }, config.mixup, { seed, epoch, step })
    await phase.teaching?.mixInto(target, image)
    const maskSize = batchSize * phase.training.embeddingChannels
    const engineStarted = performance.now()
    const result = await phase.training.step(parameters, {
      image,
      target,
      dropout: dropoutMask(maskSize, config.dropout, { seed, epoch, step }),
    })
    const engineMilliseconds = performance.now() - engineStarted
    next = afterNext
    afterNext = load(step + 2, image) // now, while the optimizer leaves the other cores to the loader
    const gradientNorm = globalNorm(result.gradients)
    if (!Number.isFinite(result.loss) || !Number.isFinite(gradientNorm)) {
      throw lossNotFinite(epoch, step, result.loss, gradientNorm)
    }
    const learningRate = learningRateAt(epoch * steps + step, {
      base: config.learningRate,
      warmupSteps: config.warmupSteps,
      totalSteps: totalEpochs(config) * steps,
      floor: config.learningRate * config.finalLearningRateFactor,
    })
    optimizer.step(
      parameters,
      result.gradients,
      learningRate,
      clipFactor(gradientNorm, config.clipNorm),
    )
    assignParameters(parameters, result.statistics)
    ema.update(parameters)
    const milliseconds = performance.now() - started
    running = {
      loss: running.loss + result.loss * batchSize,
      correct: running.correct + countCorrect(result.logits, batchLabels, classCount),
      images: running.images + batchSize,
      seconds: running.seconds + milliseconds / 1000,
      learningRate,
    }
    events.onStep?.({
      epoch,
      step: step + 1,
      steps,
      images: batchSize,
      loss: result.loss,
      learningRate,
      gradientNorm,
      milliseconds,
      engineMilliseconds,
    })
  }
  await Promise.all([next, afterNext])
  return { ...options.state, step, running }
}

function oneHot(labels: readonly number[], classCount: number): Float32Array {
  const target = new Float32Array(labels.length * classCount)
  labels.forEach((label, row) => {
    target[row * classCount + label] = 1
  })
  return target
}

function countCorrect(logits: Float32Array, labels: readonly number[], classCount: number): number {
  return labels.filter((label, row) => {
    const scores = logits.subarray(row * classCount, (row + 1) * classCount)
    return scores.every((score) => score <= scores[label]!)
  }).length
}

function lossNotFinite(epoch: number, step: number, loss: number, norm: number): DermaliteError {
  return new DermaliteError(
    'loss-not-finite',
    `the loss is ${loss} (gradient norm ${norm}) in epoch ${epoch + 1} at step ${step + 1}`,
    'Start a new run with a lower learning rate or gradient clip norm; --resume would take the same steps again.',
  )
}
