import { expect } from 'vitest'
import { checkTflite } from '../../../src/export/tflite/check.ts'
import { writeTflite } from '../../../src/export/tflite/write.ts'
import { type Builder, createBuilder } from '../../../src/graph/builder.ts'
import type { Graph, Value } from '../../../src/graph/graph.ts'
import type { Operand, Subject } from '../../graph/gradient-check.ts'
import { type Feeds, maxDifference, runGraph } from '../../graph/run-graph.ts'
import { runTflite } from './litert.ts'

/** The largest difference that float32 rounding may cause, relative to the largest number of an output. */
const TOLERANCE = 1e-4

/** [N, C, H, W] -> [N, H, W, C]; other ranks stay. */
export function channelsLast({ shape, data }: Operand): Operand {
  if (shape.length !== 4) return { shape, data }
  const [n, c, h, w] = shape as [number, number, number, number]
  const moved = new Float32Array(data.length)
  data.forEach((value, i) => {
    const [x, y] = [i % w, Math.floor(i / w) % h]
    const [channel, image] = [Math.floor(i / (w * h)) % c, Math.floor(i / (w * h * c))]
    moved[((image * h + y) * w + x) * c + channel] = value
  })
  return { shape: [n, h, w, c], data: moved }
}

const mapValues = (operands: Feeds, change: (operand: Operand) => Operand) =>
  Object.fromEntries(Object.entries(operands).map(([name, each]) => [name, change(each)]))

/** What both engines answer to the same graph and numbers, with channels last. */
export async function runBoth(graph: Graph, feeds: Feeds) {
  const file = writeTflite(graph)
  checkTflite(file)
  const { outputs, fullyAccelerated } = await runTflite(file, mapValues(feeds, channelsLast))
  return {
    expected: mapValues(await runGraph(graph, feeds), channelsLast),
    actual: outputs,
    fullyAccelerated,
  }
}

/** Fails unless LiteRT gives every output of a float32 graph as ONNX Runtime does, all of it by XNNPACK. */
export async function expectParity(graph: Graph, feeds: Feeds): Promise<void> {
  const { expected, actual, fullyAccelerated } = await runBoth(graph, feeds)
  expect(Object.keys(actual)).toEqual(Object.keys(expected))
  for (const [name, { shape, data }] of Object.entries(expected)) {
    expect(actual[name]!.shape).toEqual(shape)
    const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
    expect(maxDifference(actual[name]!.data, data) / largest).toBeLessThan(TOLERANCE)
  }
  expect(fullyAccelerated).toBe(true)
}

/** The graph of a function whose first operand is the input and whose others are constants. */
export function graphOf(build: Subject['build'], [input, ...constants]: readonly Operand[]): Graph {
  const builder = createBuilder()
  const x = builder.input('x', 'float32', input!.shape)
  const values = constants.map((each) => builder.initializer({ dtype: 'float32', ...each }))
  expose(builder, build(builder, [x, ...values]), 'y')
  return builder.finish('function')
}

export function expose(builder: Builder, value: Value, name: string): void {
  builder.output(builder.node('Identity', [value], {}, { outputs: [name] }))
}

/** `expectParity` of a function at its operands. */
export function expectParityOf({ build, operands }: Subject): Promise<void> {
  return expectParity(graphOf(build, operands), { x: operands[0]! })
}
