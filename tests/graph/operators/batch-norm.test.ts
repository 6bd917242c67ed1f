import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import type { Value } from '../../../src/graph/graph.ts'
import { lower } from '../../../src/graph/lower/lower.ts'
import {
  type BatchNorm,
  batchNorm,
  batchNormTraining,
} from '../../../src/graph/operators/batch-norm.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../gradient-check.ts'
import { maxDifference, runGraph } from '../run-graph.ts'

const random = createRandom(1)
const [batch, channels, pixels] = [3, 2, 4]
const feeds = {
  x: operand(random, [batch, channels, 2, 2], (source) => 3 + 2 * source.normal()),
  scale: operand(random, [channels]),
  bias: operand(random, [channels]),
  mean: operand(random, [channels]),
  variance: operand(random, [channels], (source) => source.uniform(0.5, 2)),
}
const epsilon = 0.01

/** Every value of one channel, image by image. */
function valuesOf(channel: number): number[] {
  return Array.from({ length: batch }, (_, image) => {
    const start = (image * channels + channel) * pixels
    return [...feeds.x.data.subarray(start, start + pixels)]
  }).flat()
}

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** x normalised channel by channel in plain arithmetic. */
function normalised(mean: (channel: number) => number, variance: (channel: number) => number) {
  return feeds.x.data.map((value, index) => {
    const channel = Math.floor(index / pixels) % channels
    const deviation = Math.sqrt(variance(channel) + epsilon)
    const scaled = ((value - mean(channel)) / deviation) * feeds.scale.data[channel]!
    return scaled + feeds.bias.data[channel]!
  })
}

function declare() {
  const builder = createBuilder()
  const input = (name: keyof typeof feeds) => builder.input(name, 'float32', feeds[name].shape)
  const x = input('x')
  const norm: BatchNorm = {
    scale: input('scale'),
    bias: input('bias'),
    mean: input('mean'),
    variance: input('variance'),
  }
  const expose = (value: Value, name: string) =>
    builder.output(builder.node('Identity', [value], {}, { outputs: [name] }))
  return { builder, x, norm, expose }
}

describe('batchNorm', () => {
  it('normalises by the statistics that it is given', async () => {
    const { builder, x, norm, expose } = declare()
    expose(batchNorm(builder, x, norm, { epsilon }), 'y')
    const { y } = await runGraph(lower(builder.finish('norm')), feeds)
    const expected = normalised(
      (channel) => feeds.mean.data[channel]!,
      (channel) => feeds.variance.data[channel]!,
    )
    expect(maxDifference(y!.data, expected)).toBeLessThan(1e-5)
  })
})

describe('batchNormTraining', () => {
  it('normalises by the statistics of the batch and moves the running ones towards them', async () => {
    const { builder, x, norm, expose } = declare()
    const momentum = 0.2
    const { y, mean, variance } = batchNormTraining(builder, x, norm, { epsilon, momentum })
    expose(y, 'y')
    expose(mean, 'newMean')
    expose(variance, 'newVariance')
    const results = await runGraph(lower(builder.finish('norm')), feeds)

    const batchMean = (channel: number) => average(valuesOf(channel))
    const batchVariance = (channel: number) =>
      average(valuesOf(channel).map((value) => (value - batchMean(channel)) ** 2))
    const expected = normalised(batchMean, batchVariance)
    expect(maxDifference(results.y!.data, expected)).toBeLessThan(1e-5)

    const count = batch * pixels
    const moved = (before: Float32Array, batchValue: (channel: number) => number) =>
      before.map((value, channel) => 0.8 * value + 0.2 * batchValue(channel))
    const unbiased = (channel: number) => (batchVariance(channel) * count) / (count - 1)
    const newMean = moved(feeds.mean.data, batchMean)
    const newVariance = moved(feeds.variance.data, unbiased)
    expect(maxDifference(results.newMean!.data, newMean)).toBeLessThan(1e-5)
    expect(maxDifference(results.newVariance!.data, newVariance)).toBeLessThan(1e-5)
  })

  it('refuses a batch whose channels have one value each', () => {
    const builder = createBuilder()
    const vector = (name: string) => builder.input(name, 'float32', [2])
    const norm = {
      scale: vector('scale'),
      bias: vector('bias'),
      mean: vector('mean'),
      variance: vector('variance'),
    }
    const x = builder.input('x', 'float32', [1, 2, 1, 1])
    expect(() => batchNormTraining(builder, x, norm)).toThrow(
      expect.objectContaining({ code: 'graph-invalid' }),
    )
  })
})
