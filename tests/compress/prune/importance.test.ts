import { describe, expect, it } from 'vitest'
import { type ChannelGroup, findChannelGroups } from '../../../src/compress/prune/channel-groups.ts'
import { magnitudeImportance, taylorImportance } from '../../../src/compress/prune/importance.ts'
import { graphArchitecture, parametersOf } from '../../../src/nets/graph-architecture.ts'
import { createRandom } from '../../../src/random.ts'
import { createTrainingEngine } from '../../../src/train/engine/engine.ts'
import { LAYERS } from '../quantize/nets.ts'
import { invertedResidual, layeredNet } from './nets.ts'

const CLASSES = 3
const HIDDEN = 6
const BATCH = 2

const graph = layeredNet([LAYERS.denseRelu6, invertedResidual(HIDDEN), LAYERS.dense])
const [group] = findChannelGroups(graph) as [ChannelGroup]
const column = (weights: Float32Array, channel: number) =>
  weights.map((w, i) => (i % HIDDEN === channel ? w : 0))

describe('taylorImportance', () => {
  const random = createRandom(5)
  const normal = (length: number) => new Float32Array(length).map(() => random.normal())
  const reader = 'layers.1.project.weight'

  /** Loss and gradients of the net , nearly linear in a channel, whose share of the features is small. */
  async function open() {
    const features = graph.nodes.at(-1)!.inputs[0]!
    const architecture = graphArchitecture(graph, {
      name: 'net',
      mean: [0, 0, 0],
      std: [1, 1, 1],
      features,
    })
    const engine = await createTrainingEngine({
      ...{ architecture, batch: BATCH, size: 6, classes: CLASSES, threads: 1, block: 0 },
      loss: { labelSmoothing: 0, logitAdjustment: [0, 0, 0] },
    })
    const { embeddingChannels } = engine
    const parameters = new Map([
      ...parametersOf(graph),
      ['classifier.weight', normal(CLASSES * embeddingChannels).map((w) => w / 2)],
      ['classifier.bias', new Float32Array(CLASSES)],
    ])
    const batches = [0, 1].map((label) => ({
      image: normal(BATCH * 3 * 36),
      target: Float32Array.from({ length: BATCH * CLASSES }, (_, i) =>
        i % CLASSES === label ? 1 : 0,
      ),
      dropout: new Float32Array(BATCH * embeddingChannels).fill(1),
    }))
    return { engine, parameters, batches }
  }

  it('is what the loss changes by when a channel is removed, batch by batch', async () => {
    const { engine, parameters, batches } = await open()
    const taylor = taylorImportance(graph, [group])
    const expected = new Float64Array(HIDDEN)
    for (const batch of batches) {
      const { loss, gradients } = await engine.step(parameters, batch)
      taylor.add(parameters, gradients)
      for (let channel = 0; channel < HIDDEN; channel++) {
        const weights = parameters.get(reader)!
        const removed = weights.map((w, i) => w - column(weights, channel)[i]!)
        const without = await engine.step(new Map([...parameters, [reader, removed]]), batch)
        expected[channel]! += Math.abs(without.loss - loss) / batches.length
      }
    }
    const scores = taylor.importance().get(group)!
    const largest = Math.max(...expected)
    expect(largest).toBeGreaterThan(1e-3)
    for (let channel = 0; channel < HIDDEN; channel++) {
      expect(Math.abs(scores[channel]! - expected[channel]!)).toBeLessThan(0.1 * largest)
    }
    const order = (values: Float64Array) =>
      [...values.keys()].sort((a, b) => values[a]! - values[b]!)
    expect(order(scores)).toEqual(order(expected))
    await engine.dispose()
  })

  it('is the mean of magnitudes over batches, so that changes of opposite sign do not cancel', () => {
    const weights = new Map([[reader, graph.initializers.get(reader)!.data as Float32Array]])
    const gradients = normal(weights.get(reader)!.length)
    const taylor = taylorImportance(graph, [group])
    taylor.add(weights, new Map([[reader, gradients]]))
    const once = [...taylor.importance().get(group)!]
    taylor.add(weights, new Map([[reader, gradients.map((g) => -g)]]))
    expect([...taylor.importance().get(group)!]).toEqual(once)
    expect(Math.min(...once)).toBeGreaterThan(0)
  })
})

describe('magnitudeImportance', () => {
  const scaled = (channel: number, factor: number) => {
    const initializers = new Map(graph.initializers)
    for (const { tensor, axis } of [...group.made, ...group.read]) {
      const { dtype, shape, data } = initializers.get(tensor)!
      const inner = axis === 1 ? 1 : data.length / shape[0]!
      const values = (data as Float32Array).map((w, i) =>
        Math.floor(i / inner) % HIDDEN === channel ? w * factor : w,
      )
      initializers.set(tensor, { dtype, shape, data: values })
    }
    return magnitudeImportance({ ...graph, initializers }, [group]).get(group)!
  }

  it('goes with the weights of a channel, in units of the mean of its layer', () => {
    const before = magnitudeImportance(graph, [group]).get(group)!
    const after = scaled(2, 3)
    expect(before.reduce((a, b) => a + b) / HIDDEN).toBeCloseTo(1, 6)
    expect(after.reduce((a, b) => a + b) / HIDDEN).toBeCloseTo(1, 6)
    expect(after[2]! / after[0]!).toBeCloseTo((3 * before[2]!) / before[0]!, 4)
    expect(after[1]! / after[0]!).toBeCloseTo(before[1]! / before[0]!, 4)
    expect(scaled(4, 0)[4]).toBe(0)
  })

  it('leaves biases out', () => {
    const initializers = new Map(
      [...graph.initializers].map(([name, tensor]) => [
        name,
        name.endsWith('.bias')
          ? { ...tensor, data: new Float32Array(tensor.data.length).fill(9) }
          : tensor,
      ]),
    )
    const before = magnitudeImportance(graph, [group]).get(group)
    expect(magnitudeImportance({ ...graph, initializers }, [group]).get(group)).toEqual(before)
  })
})
