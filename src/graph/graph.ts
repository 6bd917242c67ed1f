import type { DataType, Tensor } from './tensor.ts'

/** A dimension: a number, or a name for one that is only known when the graph runs (the batch). */
export type Dim = number | string
export type Shape = readonly Dim[]

/** An edge of the graph. */
export type Value = { readonly name: string; readonly dtype: DataType; readonly shape: Shape }

export type Attribute =
  | { readonly type: 'int'; readonly value: number }
  | { readonly type: 'ints'; readonly value: readonly number[] }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'floats'; readonly value: readonly number[] }
  | { readonly type: 'string'; readonly value: string }

export type Attributes = Readonly<Record<string, Attribute>>

/** Standard ONNX; ONNX Runtime's contributed operators; its blocked-layout convolutions; our own, until lowered. */
export type Domain = '' | 'com.microsoft' | 'com.microsoft.nchwc' | 'dermalite'

export type GraphNode = {
  readonly op: string
  readonly domain: Domain
  /** Names of values; '' stands for an optional input that is left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Attributes
}

/** An ONNX graph in memory; `nodes` are in topological order. */
export type Graph = {
  readonly name: string
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly nodes: readonly GraphNode[]
  readonly initializers: ReadonlyMap<string, Tensor>
  /** Every value of the graph with its inferred type, by name. */
  readonly values: ReadonlyMap<string, Value>
}

/** The ONNX operator set that every graph is written in. */
export const ONNX_OPSET = 20
export const ONNX_IR_VERSION = 9

export const int = (value: number): Attribute => ({ type: 'int', value })
export const ints = (value: readonly number[]): Attribute => ({ type: 'ints', value })
export const float = (value: number): Attribute => ({ type: 'float', value })
export const floats = (value: readonly number[]): Attribute => ({ type: 'floats', value })
export const string = (value: string): Attribute => ({ type: 'string', value })

export function intAttribute(attributes: Attributes, name: string, fallback: number): number {
  const attribute = attributes[name]
  return attribute?.type === 'int' ? attribute.value : fallback
}

export function intsAttribute(
  attributes: Attributes,
  name: string,
  fallback: readonly number[],
): readonly number[] {
  const attribute = attributes[name]
  return attribute?.type === 'ints' ? attribute.value : fallback
}

export function floatAttribute(attributes: Attributes, name: string, fallback: number): number {
  const attribute = attributes[name]
  return attribute?.type === 'float' ? attribute.value : fallback
}

/** `domain::op`, the key of the operator registries. */
export function operatorKey({ op, domain }: { op: string; domain: string }): string {
  return domain === '' ? op : `${domain}::${op}`
}
