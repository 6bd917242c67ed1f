import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantizationOf, type Range } from '../../../src/compress/quantize/affine.ts'
import { dequantize } from '../../../src/compress/quantize/parameters.ts'
import { dataInputs, planQuantization } from '../../../src/compress/quantize/plan.ts'
import { calibrate, quantize } from '../../../src/compress/quantize/post-training.ts'
import { quantizeGraph } from '../../../src/compress/quantize/quantize-graph.ts'
import type { Graph, GraphNode } from '../../../src/graph/graph.ts'
import { readOnnx } from '../../../src/graph/onnx/read.ts'
import { writeOnnx } from '../../../src/graph/onnx/write.ts'
import { createRandom } from '../../../src/random.ts'
import { maxDifference } from '../../graph/run-graph.ts'
import {
  buildNet,
  LAYERS,
  netArbitrary,
  randomCalibration,
  randomImages,
  valuesOf,
} from './nets.ts'

const ROUNDING = 0.501
/** Of hard swish. */
const STEEPEST = 1.5

const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, x) => Math.max(most, Math.abs(x)), 0)

/** The largest sum of magnitudes over the elements of one index of the first axis. */
function largestRow(values: Float32Array, rows: number): number {
  const length = values.length / rows
  return largest(
    Array.from({ length: rows }, (_, row) =>
      values.subarray(row * length, (row + 1) * length).reduce((sum, w) => sum + Math.abs(w), 0),
    ),
  )
}

/**
 * How far a node's output may be from its float output when its inputs are off by `errors`: what the weights make of that,
 * what the rounding of weight and bias makes of the input. Ranges that hold every float value never take anything away.
 */
function propagated(
  graph: Graph,
  quantized: Graph,
  node: GraphNode,
  errors: readonly number[],
  values: ReadonlyMap<string, Float32Array>,
): number {
  const sum = errors.reduce((a, b) => a + b, 0)
  if (node.op === 'HardSwish') return STEEPEST * sum
  if (node.op !== 'Conv') return sum
  const [x, weightName, biasName] = node.inputs as [string, string, string]
  const weight = graph.initializers.get(weightName)!
  const tensor = (name: string) => quantized.initializers.get(name)!
  const rounded = dequantize({
    values: tensor(`${weightName}.int8`),
    scales: tensor(`${weightName}.scale`),
  })
  const difference = rounded.map((w, i) => w - Number(weight.data[i]))
  const biasError = ROUNDING * largest(tensor(`${biasName}.scale`).data as Float32Array)
  const outputs = weight.shape[0]!
  return (
    largestRow(rounded, outputs) * sum +
    largestRow(difference, outputs) * largest(values.get(x)!) +
    biasError
  )
}

describe('quantizeGraph', () => {
  it('stays within what rounding explains, on small random graphs in integer kernels', async () => {
    await fc.assert(
      fc.asyncProperty(netArbitrary, async (options) => {
        const graph = buildNet(options)
        const plan = planQuantization(graph)
        const image = randomImages(createRandom(options.seed, 7))
        const made = graph.nodes.flatMap(({ outputs }) => outputs)
        const values = new Map([
          ['image', image.data as Float32Array],
          ...(await valuesOf(graph, made, image)),
        ])
        const ranges = new Map<string, Range>(
          plan.activations.map((name) => {
            const data = values.get(name)!
            return [name, { min: Math.min(...data), max: Math.max(...data) }]
          }),
        )
        const quantized = quantizeGraph(graph, plan, ranges)

        const errors = new Map<string, number>()
        const step = (name: string) => {
          const range = ranges.get(name)
          return range ? ROUNDING * 2 * quantizationOf(range).scale : 0
        }
        errors.set('image', step('image'))
        for (const node of graph.nodes) {
          const [output] = node.outputs as [string]
          const inputErrors = dataInputs(node).map((name) => errors.get(name) ?? 0)
          const error = propagated(graph, quantized, node, inputErrors, values)
          errors.set(output, error + step(output))
        }
        const { features } = Object.fromEntries(await valuesOf(quantized, ['features'], image))
        const difference = maxDifference(features!, values.get('features')!)
        expect(difference).toBeLessThanOrEqual(errors.get('features')! + 1e-4)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the names of inputs, outputs and values, and is a model that can be read', () => {
    const graph = buildNet({ layers: [LAYERS.denseRelu6, LAYERS.residual], seed: 1 })
    const plan = planQuantization(graph)
    const ranges = new Map(plan.activations.map((name) => [name, { min: 0, max: 6 }]))
    const quantized = quantizeGraph(graph, plan, ranges)
    expect(readOnnx(writeOnnx(quantized)).graph).toEqual(quantized)
    expect(quantized.inputs).toEqual(graph.inputs)
    expect(quantized.outputs).toEqual(graph.outputs)
    for (const name of plan.activations.slice(1)) {
      expect(quantized.values.get(name)).toEqual(graph.values.get(name))
      expect(quantized.values.get(`${name}.uint8`)!.dtype).toBe('uint8')
    }
    const ops = quantized.nodes.map(({ op }) => op)
    expect(ops).not.toContain('Clip')
    expect(ops.filter((op) => op === 'QuantizeLinear')).toHaveLength(plan.activations.length)
  })

  it('gives parameters that two convolutions share the scales of each', async () => {
    const graph = buildNet({ layers: [LAYERS.dense, LAYERS.residual, LAYERS.residual], seed: 2 })
    const shared = {
      ...graph,
      nodes: graph.nodes.map((node) => ({
        ...node,
        inputs: node.inputs.map((name) => name.replace('layers.2.', 'layers.1.')),
      })),
    }
    const quantized = quantize(
      await calibrate(shared, { calibration: randomCalibration(5) }),
      'min-max',
    )
    const scaleOf = (name: string) => Number(quantized.initializers.get(name)!.data[0])
    expect(scaleOf('layers.1.bias.2.scale')).not.toBe(scaleOf('layers.1.bias.scale'))
    const image = randomImages(createRandom(5))
    const [float, int8] = await Promise.all(
      [shared, quantized].map((each) => valuesOf(each, ['features'], image)),
    )
    const features = float!.get('features')!
    expect(maxDifference(int8!.get('features')!, features)).toBeLessThan(0.05 * largest(features))
  })

  it('names the value whose range is missing', () => {
    const graph = buildNet({ layers: [LAYERS.dense], seed: 1 })
    expect(() => quantizeGraph(graph, planQuantization(graph), new Map())).toThrow(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining('image') }),
    )
  })
})
