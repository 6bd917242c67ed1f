import { DermaliteError } from '../errors.ts'
import type { Attributes, Domain, Graph, GraphNode, Shape, Value } from './graph.ts'
import { operatorKey } from './graph.ts'
import { inferTypes } from './shapes/registry.ts'
import type { ValueType } from './shapes/rule.ts'
import type { DataType, Tensor } from './tensor.ts'
import { int64Tensor, scalarTensor } from './tensor.ts'

export type NodeOptions = {
  readonly domain?: Domain
  /** Names for the outputs; made up where left out. */
  readonly outputs?: readonly string[]
  /** Types of the outputs, for operators whose shape does not follow from their inputs alone. */
  readonly types?: readonly ValueType[]
}

export type NodeArguments = [
  op: string,
  /** undefined for an optional input that is left out. */
  inputs: readonly (Value | undefined)[],
  attributes?: Attributes,
  options?: NodeOptions,
]

/** Grows a graph node by node, inferring the type of each value as it is made. */
export type Builder = {
  input(name: string, dtype: DataType, shape: Shape): Value
  initializer(tensor: Tensor, name?: string): Value
  /** A float32 scalar; equal scalars share one initializer. */
  scalar(value: number): Value
  /** A one-dimensional int64 tensor; equal ones share one initializer. */
  ints(values: readonly number[]): Value
  /** Appends a node and returns its only (or first) output. */
  node(...node: NodeArguments): Value
  /** Appends a node and returns all its outputs. */
  nodeOutputs(...node: NodeArguments): Value[]
  output(value: Value): void
  /** The tensor behind a value, if it is an initializer. */
  constant(value: Value | string): Tensor | undefined
  nodes(): readonly GraphNode[]
  values(): ReadonlyMap<string, Value>
  finish(name: string): Graph
}

/** @param reserved names that no value is to be given unasked */
export function createBuilder(reserved: readonly string[] = []): Builder {
  const taken = new Set(reserved)
  const inputs: Value[] = []
  const outputs: Value[] = []
  const nodes: GraphNode[] = []
  const initializers = new Map<string, Tensor>()
  const values = new Map<string, Value>()
  const shared = new Map<string, Value>()
  let counter = 0

  function declare(name: string, dtype: DataType, shape: Shape): Value {
    if (values.has(name)) {
      throw new DermaliteError(
        'graph-invalid',
        `the graph already has a value named "${name}"`,
        'Give every value a name of its own.',
      )
    }
    const value = { name, dtype, shape }
    values.set(name, value)
    return value
  }

  function freshName(op: string): string {
    let name = `${op}_${counter++}`
    while (values.has(name) || taken.has(name)) name = `${op}_${counter++}`
    return name
  }

  function initializer(tensor: Tensor, name = freshName('constant')): Value {
    const value = declare(name, tensor.dtype, tensor.shape)
    initializers.set(name, tensor)
    return value
  }

  function share(key: string, tensor: () => Tensor): Value {
    const value = shared.get(key) ?? initializer(tensor())
    shared.set(key, value)
    return value
  }

  function append(...[op, nodeInputs, attributes = {}, options = {}]: NodeArguments): Value[] {
    const domain = options.domain ?? ''
    const context = { op: operatorKey({ op, domain }), inputs: nodeInputs, attributes, constant }
    const types = options.types ?? inferTypes(context)
    const names = types.map((_, index) => options.outputs?.[index] ?? freshName(op))
    const made = types.map(({ dtype, shape }, index) => declare(names[index]!, dtype, shape))
    const inputNames = nodeInputs.map((value) => value?.name ?? '')
    nodes.push({ op, domain, inputs: inputNames, outputs: names, attributes })
    return made
  }

  const constant = (value: Value | string) =>
    initializers.get(typeof value === 'string' ? value : value.name)

  return {
    input(name, dtype, shape) {
      const value = declare(name, dtype, shape)
      inputs.push(value)
      return value
    },
    initializer,
    scalar: (value) => share(`scalar ${value}`, () => scalarTensor(value)),
    ints: (list) => share(`ints ${list}`, () => int64Tensor(list)),
    node: (...node) => append(...node)[0]!,
    nodeOutputs: append,
    output(value) {
      outputs.push(value)
    },
    constant,
    nodes: () => nodes,
    values: () => values,
    finish: (name) => ({ name, inputs, outputs, nodes, initializers, values }),
  }
}
