import { DermaliteError } from '../../errors.ts'
import { type Builder, createBuilder } from '../../graph/builder.ts'
import { type Graph, type GraphNode, int, type Value } from '../../graph/graph.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { type Quantization, quantizationOf, type Range } from './affine.ts'
import { type QuantizedTensor, quantizeParameters } from './parameters.ts'
import type { QuantizationPlan } from './plan.ts'

/** How a graph stands for what is held in 8 bits: ready to run in integers, or to be trained through. */
export type QuantizedForm = {
  /**
   * A value after it has been held in uint8.
   *
   * @param names of the value in the float graph, and of the result
   */
  activation(builder: Builder, x: Value, quantization: Quantization, names: Names): Value
  /** The inputs of a convolution behind the first one, which is quantized like this. */
  parameters(context: ParameterContext, node: GraphNode, x: Quantization): Value[]
}

type Names = { readonly name: string; readonly output: string }

type ParameterContext = {
  readonly builder: Builder
  readonly graph: Graph
  /** What stands for a value of the float graph. */
  find(name: string): Value
}

/**
 * The graph in QDQ form: every value of the plan passes through QuantizeLinear and DequantizeLinear, every weight and bias
 * of a quantized node through DequantizeLinear alone. Activations are uint8 with one scale, weights int8 with a scale for
 * each output channel, biases int32 with scale inputScale * weightScale: what ONNX Runtime fuses into integer kernels.
 *
 * A value keeps its name, which now stands for its dequantized numbers; its quantized form is `<name>.uint8` (`.int8` for a
 * weight, `.int32` for a bias, with scales `<name>.scale`), and what a node computes before quantization is
 * `<name>.float`. The inputs of the graph stay what they are; they are dequantized as `<name>.dequantized`.
 *
 * @param ranges of every activation of the plan; behind an absorbed ReLU they start at 0 and end where it saturates
 * @throws DermaliteError `bad-argument`: a range is missing
 */
export function quantizeGraph(
  graph: Graph,
  plan: QuantizationPlan,
  ranges: ReadonlyMap<string, Range>,
): Graph {
  return applyPlan(graph, plan, ranges, {
    activation: passThrough,
    parameters: dequantizedParameters,
  })
}

/**
 * The graph with each value and parameter of the plan in some form.
 *
 * @throws DermaliteError `bad-argument`: a range is missing
 */
export function applyPlan(
  graph: Graph,
  plan: QuantizationPlan,
  ranges: ReadonlyMap<string, Range>,
  form: QuantizedForm,
): Graph {
  const builder = createBuilder([...graph.values.keys()])
  const quantizations = new Map(
    plan.activations.map((name) => [name, quantizationOf(rangeOf(ranges, name))]),
  )
  /** What stands for each value of the float graph. */
  const values = new Map<string, Value>()
  const find = (name: string) => {
    const value =
      values.get(name) ?? builder.initializer(graph.initializers.get(name)!, ownName(builder, name))
    values.set(name, value)
    return value
  }

  const define = (name: string, value: Value, output = name) => {
    const quantization = quantizations.get(name)
    const names = { name, output }
    values.set(name, quantization ? form.activation(builder, value, quantization, names) : value)
  }

  for (const { name, dtype, shape } of graph.inputs) {
    define(name, builder.input(name, dtype, shape), `${name}.dequantized`)
  }
  for (const node of graph.nodes) {
    if (plan.absorbed.has(node)) continue
    const [data] = node.inputs as [string]
    const inputs =
      plan.outputs.has(node) && node.op === 'Conv'
        ? [find(data), ...form.parameters({ builder, graph, find }, node, quantizations.get(data)!)]
        : node.inputs.map((name) => (name === '' ? undefined : find(name)))
    const names = node.outputs.map((name) => plan.outputs.get(node) ?? name)
    const made = builder.nodeOutputs(node.op, inputs, node.attributes, {
      domain: node.domain,
      outputs: names.map((name) => (quantizations.has(name) ? `${name}.float` : name)),
    })
    for (const [index, name] of names.entries()) define(name, made[index]!)
  }
  for (const { name } of graph.outputs) builder.output(find(name))
  return builder.finish(graph.name)
}

function rangeOf(ranges: ReadonlyMap<string, Range>, name: string): Range {
  const range = ranges.get(name)
  if (range) return range
  throw new DermaliteError(
    'bad-argument',
    `no range is known for the value "${name}"`,
    'Calibrate every activation of the plan.',
  )
}

const passThrough: QuantizedForm['activation'] = (
  builder,
  x,
  { scale, zeroPoint },
  { name, output },
) => {
  const parameters = [
    builder.scalar(scale),
    builder.initializer(uint8Scalar(zeroPoint), `${name}.zero_point`),
  ]
  const options = { outputs: [`${name}.uint8`] }
  const quantized = builder.node('QuantizeLinear', [x, ...parameters], {}, options)
  return builder.node('DequantizeLinear', [quantized, ...parameters], {}, { outputs: [output] })
}

const dequantizedParameters: QuantizedForm['parameters'] = (
  { builder, graph },
  { inputs: [, weightName, biasName] },
  { scale },
) => {
  const tensor = (name = '') => graph.initializers.get(name)
  const { weight, bias } = quantizeParameters(tensor(weightName)!, tensor(biasName), scale)
  const inputs = [parameter(builder, weight, weightName!)]
  return bias ? [...inputs, parameter(builder, bias, biasName!)] : inputs
}

function parameter(builder: Builder, { values, scales }: QuantizedTensor, shared: string): Value {
  const name = ownName(builder, shared)
  const inputs = [
    builder.initializer(values, `${name}.${values.dtype}`),
    builder.initializer(scales, `${name}.scale`),
  ]
  return builder.node('DequantizeLinear', inputs, { axis: int(0) }, { outputs: [name] })
}

/** A parameter that several nodes read has a form for each, because their scales may differ. */
function ownName(builder: Builder, name: string, count = 2): string {
  const taken = builder.values()
  if (!taken.has(name)) return name
  return taken.has(`${name}.${count}`) ? ownName(builder, name, count + 1) : `${name}.${count}`
}

function uint8Scalar(value: number): Tensor {
  return { dtype: 'uint8', shape: [], data: Uint8Array.of(value) }
}
