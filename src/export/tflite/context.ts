import type { Graph, GraphNode } from '../../graph/graph.ts'
import type { Tensor } from '../../graph/tensor.ts'
import type { FlatRecord } from './encode.ts'
import { invalidExport } from './invalid.ts'
import { fileShape } from './layout.ts'
import type { TfliteModel, TfliteOperator, TfliteQuantization, TfliteTensor } from './model.ts'
import { OPERATORS, type OperatorName } from './operators.ts'
import { dequantized, quantizationOf } from './quantization.ts'
import type { TensorType } from './schema.ts'

/** Levels that stand for a constant or a value of the graph. */
export type Levels = { readonly name: string; readonly quantization: TfliteQuantization }

/** Grows a .tflite model operator by operator; a tensor is known by its index. */
export type Context = {
  readonly graph: Graph
  /** The tensor of a value that is no constant. A dequantized value is computed when it is first asked for. */
  tensor(name: string): number
  /** A constant of the graph as float32, if the value is one. */
  constant(name: string): Tensor | undefined
  /** The levels that a DequantizeLinear node makes a value from, if one does. */
  levels(name: string): Levels | undefined
  addConstant(name: string, tensor: Tensor, quantization?: TfliteQuantization): number
  addTensor(tensor: TfliteTensor): number
  describe(tensor: number): TfliteTensor
  /** The tensor of a value that the next operator makes. */
  output(name: string): number
  /** Another name for the value of an existing tensor. */
  alias(name: string, tensor: number): void
  /** @param type of the operands, which decides the operator's version */
  emit(
    operator: OperatorName,
    inputs: readonly number[],
    output: number,
    options?: FlatRecord,
    type?: 'float32' | 'int8',
  ): void
  finish(): TfliteModel
}

export function createContext(graph: Graph): Context {
  const tensors: TfliteTensor[] = []
  const operators: TfliteOperator[] = []
  const indices = new Map<string, number>()
  const producers = new Map(
    graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  )

  const addTensor = (tensor: TfliteTensor) => tensors.push(tensor) - 1

  function addConstant(name: string, tensor: Tensor, quantization?: TfliteQuantization): number {
    const { dtype: type, shape, data } = tensor
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    return addTensor({
      name,
      type: type as TensorType,
      shape,
      data: bytes,
      ...(quantization && { quantization }),
    })
  }

  function output(name: string): number {
    const { dtype, shape } = graph.values.get(name)!
    const node = producers.get(name)
    const quantized = node?.op === 'QuantizeLinear'
    if (!quantized && dtype !== 'float32') {
      throw invalidExport(`the value "${name}" is ${dtype}`)
    }
    if (![1, 2, 4].includes(shape.length)) {
      throw invalidExport(`the value "${name}" has rank ${shape.length}, not 2 or 4`)
    }
    const index = addTensor({
      name: quantized ? name.replace(/\.uint8$/, '.int8') : name,
      type: quantized ? 'int8' : 'float32',
      shape: fileShape(shape),
      ...(quantized && { quantization: quantizationOf(graph, node) }),
    })
    indices.set(name, index)
    return index
  }

  function dequantizer(name: string): GraphNode | undefined {
    const node = producers.get(name)
    return node?.op === 'DequantizeLinear' ? node : undefined
  }

  function levels(name: string): Levels | undefined {
    const node = dequantizer(name)
    return node && { name: node.inputs[0]!, quantization: quantizationOf(graph, node) }
  }

  function constant(name: string): Tensor | undefined {
    const source = levels(name)
    const tensor = graph.initializers.get(source?.name ?? name)
    return tensor && source ? dequantized(tensor, source.quantization) : tensor
  }

  function tensor(name: string): number {
    const known = indices.get(name)
    if (known !== undefined) return known
    const source = levels(name)
    if (!source) throw invalidExport(`"${name}" is constant where a computed value is expected`)
    const from = tensor(source.name)
    const to = output(name)
    emit('DEQUANTIZE', [from], to, {}, 'int8')
    return to
  }

  function emit(
    operator: OperatorName,
    inputs: readonly number[],
    made: number,
    options: FlatRecord = {},
    type: 'float32' | 'int8' = 'float32',
  ): void {
    const version = OPERATORS[operator].version[type]
    operators.push({ operator, version, inputs, outputs: [made], options })
  }

  function finish(): TfliteModel {
    const outputs = graph.outputs.map(({ name }) => ({ name, tensor: tensor(name) }))
    const inputs = graph.inputs.map(({ name }) => ({ name, tensor: tensor(name) }))
    const exposed = [...inputs, ...outputs]
    if (new Set(exposed.map((each) => each.tensor)).size !== exposed.length) {
      throw invalidExport('an input or output is given out under a second name')
    }
    for (const each of outputs) tensors[each.tensor] = { ...tensors[each.tensor]!, name: each.name }
    return { name: graph.name, tensors, operators, inputs, outputs }
  }

  for (const { name } of graph.inputs) output(name)
  return {
    graph,
    tensor,
    constant,
    levels,
    addConstant,
    addTensor,
    describe: (index) => tensors[index]!,
    output,
    alias: (name, index) => indices.set(name, index),
    emit,
    finish,
  }
}
